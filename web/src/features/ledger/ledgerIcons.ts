import {
  Baby, BookOpen, CalendarHeart, Ellipsis, Footprints, GraduationCap, HandHeart, HeartHandshake, House, NotebookPen, Phone,
  ScrollText, ShieldCheck, Sprout, UserRound, Users, Dumbbell, type LucideIcon,
} from 'lucide-vue-next'

// The names that a ledger's definition may use for its icon.
const kIcons: Record<string, LucideIcon> = {
  activity: CalendarHeart, calendar: CalendarHeart, 'calendar-heart': CalendarHeart, visit: Footprints, footprints: Footprints, help: HandHeart,
  'hand-heart': HandHeart, hardship: HeartHandshake, 'heart-handshake': HeartHandshake, law: BookOpen, book: BookOpen, 'book-open': BookOpen, training: GraduationCap,
  'graduation-cap': GraduationCap, sprout: Sprout, bud: Sprout, shield: ShieldCheck, 'shield-check': ShieldCheck, home: House, house: House, user: UserRound,
  person: UserRound, users: Users, volunteer: Users, child: Baby, baby: Baby, phone: Phone, scroll: ScrollText, sport: Dumbbell, dumbbell: Dumbbell, fitness: Dumbbell,
}
export const ledgerIcon = (name: string | undefined): LucideIcon => kIcons[name ?? ''] ?? NotebookPen
export const moreIcon = Ellipsis
