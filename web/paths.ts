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
  persons: (query?: Query) => withQuery('/persons', query),
  person: (id: string) => `/persons/${id}`,
  candidates: (query?: Query) => withQuery('/candidates', query),
  checks: (query?: Query) => withQuery('/checks', query),
  assistance: '/assistance',
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

/**
 * Where a door of the server leads on the desk. Boards name the rows by the attribute that was counted;
 * findings are listed by rule, people by the unit they joined in.
 */
export function doorPath(door: string): string {
  const [path = '', query = ''] = door.split('?')
  const asked = Object.fromEntries(new URLSearchParams(query))
  const { town, village, coop, outcome, rule, candidate, ...rest } = asked
  const unit = coop ?? village ?? town
  if (path === '/members') return paths.persons({ unit })
  if (path === '/villages' && candidate === 'true') return paths.candidates({ unit })
  if (path === '/villages') return paths.villages({ unit, ...rest })
  if (path === '/coops' && (rule !== undefined || outcome !== undefined)) {
    return paths.checks({ unit, rule, bound: outcome, ...rest })
  }
  if (path === '/coops') return paths.coops({ unit, ...rest })
  return door
}
