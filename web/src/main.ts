import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { setSurroundings } from './api/client'
import { i18n } from './locales'
import { router } from './router'
import { keepShell, renewWhenGone } from './shell'
import { usePreferences } from './stores/preferences'
import { useReach } from './stores/reach'
import { useSession } from './stores/session'
import './styles/element'
import './styles/tokens.css'
import './styles/base.css'
import './styles/table.css'
import './styles/form.css'
import './styles/print.css'

const app = createApp(App)
app.use(createPinia()).use(i18n)
const preferences = usePreferences()
const session = useSession()
setSurroundings({ language: () => (preferences.locale === 'en' ? 'en' : 'zh'), signInAgain: session.signInAgain, hear: useReach().hear })
app.use(router)
renewWhenGone()
void Promise.all([router.isReady(), preferences.worded]).then(() => {
  app.mount('#app')
  keepShell()
})
