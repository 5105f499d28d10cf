import type { Text } from './text.ts'

/** The kinds of organisation a grant can be bound to, from the top down. `person` is a member's own view. */
export const UNIT_KINDS = ['county', 'town', 'village', 'coop'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

interface RoleSpec {
  /** The kind of unit a grant of this role is bound to. */
  readonly level: UnitKind | 'person'
  readonly title: Text
  /** Those who approve or administer prove themselves with a second factor. */
  readonly secondFactor: boolean
}

const role = (
  level: RoleSpec['level'],
  zh: string,
  en: string,
  secondFactor = false,
): RoleSpec => ({
  level,
  title: { zh, en },
  secondFactor,
})

/** Every role of the product. The three administrators are separate by 等保 2.0 (GB/T 22239-2019, 8.1.4.2). */
export const ROLES = {
  county_organisation: role('county', '县委组织部', 'County organisation desk', true),
  county_agriculture: role('county', '县农业农村局', 'County agriculture desk', true),
  natural_resources: role('county', '自然资源和规划局', 'Natural resources bureau'),
  finance_centre: role('county', '金融服务中心', 'Financial service centre'),
  finance_bureau: role('county', '财政局', 'Finance bureau'),
  county_leader: role('county', '县级领导', 'County leader'),
  town_secretary: role('town', '乡镇(街道)党(工)委书记', 'Town Party secretary', true),
  town_station: role('town', '乡镇经管站', 'Town economic station'),
  village_secretary: role('village', '村党支部书记', 'Village Party secretary'),
  coop_accountant: role('coop', '合作社会计', 'Co-op accountant'),
  supervisory_board: role('coop', '监事会', 'Supervisory board'),
  member: role('person', '成员', 'Member'),
  auditor: role('county', '审计', 'Auditor'),
  tenant_admin: role('county', '系统管理员', 'Tenant administrator', true),
  security_admin: role('county', '安全管理员', 'Security administrator', true),
  audit_admin: role('county', '审计管理员', 'Audit administrator', true),
} as const satisfies Record<string, RoleSpec>

export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]]
