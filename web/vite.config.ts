/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { mockApi } from './dev/mock-api'
import { shellWorker } from './shell/vitePlugin'

// `npm run dev` answers /api itself with invented data; NIANGJIA_SERVER=http://127.0.0.1:12338 takes a real server instead.
const server = process.env.NIANGJIA_SERVER

export default defineConfig({
  plugins: [vue(), shellWorker(), ...(server ? [] : [mockApi()])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    // The interpreter of messages instead of `new Function`, which the content security policy forbids.
    __INTLIFY_JIT_COMPILATION__: true,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_PROD_DEVTOOLS__: false,
  },
  // Old shells on office machines and phones; see docs/decisions.
  build: {
    target: 'chrome87',
    cssTarget: 'chrome87',
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id) => (/node_modules\/(vue|@vue|vue-router|pinia|vue-i18n|@intlify|@vueuse)\//.test(id) ? 'vue' : undefined),
      },
    },
  },
  server: { proxy: server ? { '/api': server } : undefined },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
})
