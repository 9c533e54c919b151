// The shapes of docs/api.md. Ids are decimal strings, days "2026-03-08", moments ISO with offset, money and decimals strings.
export interface Title {
  zh: string
  en: string
}

export type FieldType =
  | 'text' | 'long_text' | 'integer' | 'decimal' | 'money' | 'date' | 'choice' | 'yes_no' | 'person' | 'phone'
  | 'id_number' | 'organisation' | 'link' | 'computed' | 'multi_choice' | 'date_time' | 'period' | 'percentage' | 'score'
  | 'coordinate' | 'signature' | 'credit_code' | 'policy_number' | 'division' | 'photos' | 'files' | 'rows'
export type PeriodKind = 'any' | 'year' | 'half_year' | 'quarter' | 'month' | 'term'
export type Sensitivity = 'public' | 'internal' | 'personal' | 'confidential'
export type Action = 'read' | 'create' | 'revise' | 'retire' | 'export' | 'reveal' | 'import' | 'history'
export type Status = 'done' | 'on_time' | 'due_soon' | 'overdue' | 'not_yet'
export type PlainValue = string | number | boolean | null
export type RowOfValues = Record<string, PlainValue | string[]>
export interface Signature {
  name: string
  strokes: number[][] // x, y, x, y … from 0 to 1000
}
// Lists are the keys of a multi-choice, the ids of photos and files, or rows.
export type FieldValue = PlainValue | string[] | RowOfValues[] | Signature
export type Values = Record<string, FieldValue>
// A checked formula as the server sends it; only src/formula looks inside.
export type FormulaTree = unknown

export interface Choice {
  key: string
  title: Title
  retired?: boolean
  parent?: string // of what `depends_on` must have
  tags?: string[]
}
export interface Field {
  key: string
  title: Title
  help?: Title | null
  unit?: string
  type: FieldType
  sensitivity: Sensitivity
  section?: string
  choices?: Choice[]
  link_ledger?: string
  scale?: number
  max_length?: number
  min?: FieldValue
  max?: FieldValue
  pattern?: string
  short?: boolean // phone: short numbers such as 12338 too
  default?: FieldValue
  required?: boolean
  no_future?: boolean
  unique?: boolean
  set_once?: boolean
  retired?: boolean
  in_list?: boolean
  filterable?: boolean
  searchable?: boolean
  required_when?: FormulaTree
  visible_when?: FormulaTree
  formula?: FormulaTree
  result_type?: FieldType
  aliases?: string[]
  soft?: boolean
  depends_on?: string
  only_tag?: string
  choice_when?: Record<string, FormulaTree>
  read_only_when?: FormulaTree
  default_formula?: FormulaTree
  period?: PeriodKind
  min_count?: number
  max_count?: number
  columns?: Field[]
  append_only?: boolean
  not_before?: string
  not_after?: string
  fetch?: string // "person.birth_date": copied by the server
}
export interface Section {
  key: string
  title: Title
}
export interface Check {
  rule: FormulaTree
  message: Title
  field?: string
  warning?: boolean
}
export interface View {
  key: string
  title: Title
  filter?: string | null
  sort?: string
}
export interface Duty {
  key: string
  title: Title
  verb: Title
  every: PeriodKind
  every_days: number
  done_ledger: string
  done_link: string
}
export interface Matrix {
  key: string
  title: Title
  rows: string
  columns: string
}
export interface SignUp {
  open: string
  starts_at: string
  place: string
  capacity: string
  ledger: string
  link: string
  state: string
}
export interface Ledger {
  id: string
  title: Title
  entry_title: Title
  verb: Title
  capability: string
  basis?: string
  theme: string
  icon?: string
  revision: number
  date_field?: string
  name_field?: string
  quick?: boolean
  people?: boolean
  system?: boolean
  sections: Section[]
  fields: Field[]
  checks: Check[]
  views: View[]
  append_only?: boolean
  reversal?: string // append-only: the link to what an entry reverses
  board_field?: string
  roll?: { entered: string; left: string; reason: string }
  balance?: { change: string; per: string[]; what: Title }
  duties?: Duty[]
  matrices?: Matrix[]
  sign_up?: SignUp
  rights: { actions: Action[]; clear: Sensitivity[]; reveal: Sensitivity[] }
}
export interface Indicator {
  id: string
  title: Title
  explanation: Title
  unit: string
  capability: string
  ledger: string
  kind: 'count' | 'sum' | 'distinct' | 'present' | 'ratio'
  dimension?: string | null
}
export interface Catalogue {
  themes: { key: string; title: Title }[]
  ledgers: Ledger[]
  indicators: Indicator[]
  capabilities: { code: string; title: Title }[]
}

export interface Session {
  account: { id: string; login: string; name: string; password_temporary?: boolean }
  positions: { role: string; role_title: Title | string; organisation: string; organisation_name: string; title: string }[]
  organisation: { id: string; name: string; kind: string; level: string | number; path: { id: string; name: string }[] }
  duties: string[]
  today: string
  version: string
  demo: boolean
}

export interface Entry {
  id: string
  ledger: string
  number: string | null
  organisation: string
  organisation_name: string
  revision: number
  retired: boolean
  created_at: string
  created_by: { id: string; name: string } | null
  updated_at: string
  values: Values
  display: Record<string, string>
  masked: string[]
  hidden: string[]
  revealable: string[]
}
export interface Moved {
  indicator: string
  title: Title | string
  unit: string
  before: string | number
  after: string | number
}
export interface SaveAnswer {
  entry: Entry
  warnings: { field: string; message: string }[]
  moved?: Moved[] // only when it was asked for
}
export interface EntryPage {
  entries: Entry[]
  next: string | null
  count?: number
}
export interface HistoryLine {
  kind: 'created' | 'revised' | 'retired' | 'revealed' | 'exported'
  at: string
  account: { id: string; name: string } | null
  revision: number | null
  reason: string | null
  changes: { field: string; before: FieldValue; after: FieldValue }[]
}
export interface ImportAnswer {
  sheet: string
  columns: { heading: string; field: string | null }[]
  missing: string[]
  rows: { right: number; warned: number; refused: number }
  faults: { row: number; field: string; heading: string; message: string; warning: boolean }[]
  preview: string[][]
  batch: string | null
}
export interface PersonHit {
  id: string
  name: string
  sex?: string | null
  age?: number | null
  organisation_name?: string | null
}

export interface Task {
  id: string
  title: Title | string
  subject: string
  verb: Title | string
  ledger: string
  ledger_title?: Title | string
  entry: string
  organisation_name: string
  due_on: string
  days: number
  level: 'overdue' | 'due_soon' | 'on_time'
}
export interface Tasks {
  today: string
  overdue: Task[]
  due_today: Task[]
  week: Task[]
  later: number
  next: string | null
}
export interface Change {
  at: string
  kind: HistoryLine['kind']
  ledger: string
  entry: string
  number: string | null
  title: Title | string
  organisation_name: string
  account_name: string
}

export interface Measure {
  id: string
  plan: string
  ordinal: number
  revision: number
  short: string
  text: string
  chapter: string
  capability: string
  tracking: 'indicator' | 'evidence'
  indicator: string | null
  target_min: string | number | null
  target_max: string | number | null
  unit: string
  comparison: 'at_least' | 'range' | 'at_most'
  window_from: string
  window_to: string
  owner_organisation: string
  owner_organisation_name: string
  owner_position: string
  owner_account: string | null
  owner_name: string | null
  partners: string[]
  counted_from?: string // the days whose entries count
  counted_to?: string
  status: Status
  value: string | number | null
  expected: string | number | null
  days: number | null
  done_on: string | null
  extended_to: string | null
  extension_reason: string | null
  manual_state: string | null
  evidence: string | null
  from_plan_title: string | null
  shares_count: number
  source_from?: number
  source_to?: number
}

export interface IndicatorCell {
  organisation?: string
  month?: string
  dimension?: string
  title: Title | string
  value: string | number
}
export interface IndicatorAnswer {
  indicator: string
  title: Title | string
  explanation: Title | string
  unit: string
  organisation: string
  from: string
  to: string
  value: string | number
  cells: IndicatorCell[]
}
export interface IndicatorEntries {
  ledger: string
  entries: Entry[]
  next: string | null
  count?: number // of those that the reader may open
  hidden: number
}

export interface Organisation {
  id: string
  name: string
  kind: string
  level: string | number
  parent: string | null
  division: string | null
  children: number
  closed_on?: string | null
  moving?: boolean
  path?: { id: string; name: string }[] // of one organisation alone
  second_lines: { id: string; name: string; from: string | null; to: string | null }[]
}
export interface Position {
  id: string
  revision: number
  role: string
  role_title: Title
  organisation: string
  organisation_name: string
  title: string
  from: string
  to: string | null
  state: 'current' | 'future' | 'ended'
}
export interface Account {
  id: string
  login: string
  name: string
  state: 'active' | 'disabled'
  created_at: string
  password_temporary: boolean
  manageable: boolean
  positions: Position[]
}
export interface Role {
  id: string
  title: Title
  duties: string[]
  opens_entries: boolean
  givable: boolean
}
export interface StreamChange {
  ledger: string
  entry: string
  organisation: string
  kind: string
}
