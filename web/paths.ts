/* The addresses of the desk, all in one place. */

type Query = Readonly<Record<string, string | number | undefined | null>>

function withQuery(path: string, query: Query = {}): string {
  const entries = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(
    entries.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return text === '' ? path : `${path}?${text}`
}

export const paths = {
  home: '/',
  board: (unitId: string, query?: Query) => withQuery(`/boards/${unitId}`, query),
  towns: '/towns',
  villages: (query?: Query) => withQuery('/villages', query),
  village: (id: string) => `/villages/${id}`,
  coops: (query?: Query) => withQuery('/coops', query),
  coop: (id: string, query?: Query) => withQuery(`/coops/${id}`, query),
  coopChange: (id: string, query?: Query) => withQuery(`/coops/${id}/change`, query),
  coopPrint: (id: string, query?: Query) => withQuery(`/coops/${id}/print`, query),
  certificatePrint: (id: string, query?: Query) =>
    withQuery(`/coops/${id}/certificates/print`, query),
  unions: '/unions',
  union: (id: string) => `/unions/${id}`,
  divisions: (query?: Query) => withQuery('/divisions', query),
  chains: (query?: Query) => withQuery('/chains', query),
  counting: '/counting',
  households: (query?: Query) => withQuery('/households', query),
  household: (id: string) => `/households/${id}`,
  newPerson: (query?: Query) => withQuery('/persons/new', query),
  persons: (query?: Query) => withQuery('/persons', query),
  person: (id: string) => `/persons/${id}`,
  candidates: (query?: Query) => withQuery('/candidates', query),
  checks: (query?: Query) => withQuery('/checks', query),
  members: (query?: Query) => withQuery('/members', query),
  groups: (query?: Query) => withQuery('/linked-groups', query),
  assistance: '/assistance',
  assistancePayments: (query?: Query) => withQuery('/assistance/payments', query),
  books: (query?: Query) => withQuery('/books', query),
  book: (coopId: string, query?: Query) => withQuery(`/books/${coopId}`, query),
  bookPlace: (coopId: string, place: string, query?: Query) =>
    withQuery(`/books/${coopId}/${place}`, query),
  trade: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/trade`, query),
  tradeSlips: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/trade/print`, query),
  statements: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/statements`, query),
  ledgerPage: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/ledger`, query),
  distributions: (query?: Query) => withQuery('/distributions', query),
  distribution: (coopId: string, query?: Query) => withQuery(`/distributions/${coopId}`, query),
  rollUp: (query?: Query) => withQuery('/roll-up', query),
  income: (query?: Query) => withQuery('/income', query),
  villageIncome: (query?: Query) => withQuery('/village-income', query),
  tieOuts: (query?: Query) => withQuery('/tie-outs', query),
  voucher: (coopId: string, id: string) => `/books/${coopId}/vouchers/${id}`,
  voucherPrint: (coopId: string, id: string) => `/books/${coopId}/vouchers/${id}/print`,
  notices: (query?: Query) => withQuery('/notices', query),
  messages: (query?: Query) => withQuery('/messages', query),
  tasks: (query?: Query) => withQuery('/tasks', query),
  cases: (query?: Query) => withQuery('/cases', query),
  newCase: (query?: Query) => withQuery('/cases/new', query),
  case: (id: string, query?: Query) => withQuery(`/cases/${id}`, query),
  processes: '/processes',
  process: (id: string, query?: Query) => withQuery(`/processes/${id}`, query),
  workingCalendar: '/working-calendar',
  meetings: (query?: Query) => withQuery('/meetings', query),
  meeting: (id: string, query?: Query) => withQuery(`/meetings/${id}`, query),
  meetingLive: (id: string) => `/meetings/${id}/live`,
  charter: (coopId: string, query?: Query) => withQuery(`/charter/${coopId}`, query),
  approvals: (query?: Query) => withQuery('/approvals', query),
  spending: (query?: Query) => withQuery('/spending', query),
  newSpending: (query?: Query) => withQuery('/spending/new', query),
  spendingRequest: (id: string, coopId: string) => withQuery(`/spending/${id}`, { coopId }),
  contracts: (query?: Query) => withQuery('/contracts', query),
  newContract: (query?: Query) => withQuery('/contracts/new', query),
  contract: (id: string, coopId: string) => withQuery(`/contracts/${id}`, { coopId }),
  risks: (query?: Query) => withQuery('/risks', query),
  risk: (id: string, coopId: string) => withQuery(`/risks/${id}`, { coopId }),
  limits: '/limits',
  receipts: (query?: Query) => withQuery('/receipts', query),
  deskWarnings: (query?: Query) => withQuery('/book-warnings', query),
  auditPoints: (query?: Query) => withQuery('/audit-points', query),
  foundings: (query?: Query) => withQuery('/foundings', query),
  founding: (id: string) => `/foundings/${id}`,
  foundingPlan: (id: string) => `/foundings/${id}/plan`,
  mobilisation: (id: string, query?: Query) => withQuery(`/foundings/${id}/mobilisation`, query),
  threeAccounts: (id: string, householdId: string) => `/foundings/${id}/accounts/${householdId}`,
  assets: (query?: Query) => withQuery('/assets', query),
  taskForces: (query?: Query) => withQuery('/task-forces', query),
  promotionMeetings: (query?: Query) => withQuery('/promotion-meetings', query),
  exemptions: (query?: Query) => withQuery('/exemptions', query),
  imports: '/imports',
  import: (id: string) => `/imports/${id}`,
  rules: '/rules',
  rule: (rule: string) => `/rules/${rule}`,
  documents: '/documents',
  document: (id: string) => `/documents/${id}`,
  audit: (query?: Query) => withQuery('/audit', query),
  accounts: (query?: Query) => withQuery('/accounts', query),
  account: (username: string) => `/accounts/${encodeURIComponent(username)}`,
  permissions: '/permissions',
  security: '/security',
  me: '/me',
  api: '/api-docs',
} as const

/** A door of the server is an address of the desk; a board of the past opens rows of the past. */
export function doorPath(door: string, asOf?: string): string {
  const [path = '', query = ''] = door.split('?')
  return withQuery(path, { ...Object.fromEntries(new URLSearchParams(query)), asOf })
}
