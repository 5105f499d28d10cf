import { must } from '../kernel/assert.ts'
import { type Role, ROLES } from '../kernel/role.ts'
import { text, type Text } from '../kernel/text.ts'
import type { CoopPlan, CountyPlan } from './model.ts'

/**
 * The password of all demonstration accounts, printed in docs/demo.md and at the first start. It opens
 * generated data only; a county with real people never has these accounts.
 */
export const DEMO_PASSWORD = 'Huaiyi-ginger-72'
/** What an account is made with; the loader changes it at once, through the same door as everybody. */
export const FIRST_PASSWORD = 'Bagushan-walnut-31'

/** Where an account's role is held: the county, or the unit of the co-op that all local accounts share. */
type Place = 'county' | 'town' | 'village' | 'coop' | 'person'

export interface DemoAccount {
  readonly username: string
  readonly role: Role
  readonly place: Place
  readonly title: Text
}

const account = (username: string, role: Role): DemoAccount => ({
  username,
  role,
  place: ROLES[role].level,
  title: ROLES[role].title,
})

/** One account for each role; the local ones all belong to one co-op, its village and its town. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('demo-county', 'county_agriculture'),
  account('demo-org', 'county_organisation'),
  account('demo-land', 'natural_resources'),
  account('demo-bank', 'finance_centre'),
  account('demo-finance', 'finance_bureau'),
  account('demo-leader', 'county_leader'),
  account('demo-town-secretary', 'town_secretary'),
  account('demo-town', 'town_station'),
  {
    ...account('demo-town2', 'town_station'),
    title: text('乡镇经管站(审核)', 'Town economic station, who approves'),
  },
  account('demo-village', 'village_secretary'),
  account('demo-accountant', 'coop_accountant'),
  account('demo-board', 'supervisory_board'),
  account('demo-member', 'member'),
  account('demo-auditor', 'auditor'),
  account('demo-admin', 'tenant_admin'),
  account('demo-security', 'security_admin'),
  account('demo-audit', 'audit_admin'),
]

/** The second county has few: enough to look from one county into the other and see nothing. */
export const SMALL_COUNTY_ACCOUNTS: readonly DemoAccount[] = [
  { ...account('demo2-county', 'county_agriculture'), title: smallTitle('county_agriculture') },
  { ...account('demo2-bank', 'finance_centre'), title: smallTitle('finance_centre') },
  { ...account('demo2-town', 'town_station'), title: smallTitle('town_station') },
  { ...account('demo2-admin', 'tenant_admin'), title: smallTitle('tenant_admin') },
  { ...account('demo2-security', 'security_admin'), title: smallTitle('security_admin') },
  { ...account('demo2-audit', 'audit_admin'), title: smallTitle('audit_admin') },
]

function smallTitle(role: Role): Text {
  const { zh, en } = ROLES[role].title
  return text(`示例乙县 ${zh}`, `second county: ${en}`)
}

/** The co-op that the local accounts belong to: a model one of middling size, in the town with the most. */
export function showCoop({ coops }: CountyPlan): CoopPlan {
  const counted = coops.filter((coop) => coop.counted)
  const towns = Map.groupBy(counted, townOf)
  const most = Math.max(...Array.from(towns.values(), (list) => list.length))
  const sound = counted.filter(({ design }) => design === 'sound')
  const fitting = sound.filter(
    (coop) =>
      coop.class === 'model' &&
      coop.holders.length > 40 &&
      coop.holders.length < 110 &&
      towns.get(townOf(coop))?.length === most,
  )
  return must(fitting[0] ?? sound[0], 'a sound co-op')
}

const townOf = ({ villageCode }: CoopPlan): string => villageCode.slice(0, 9)
