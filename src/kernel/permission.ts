import type { Role } from './role.ts'

const COUNTY_DESKS = ['county_organisation', 'county_agriculture'] as const
const DEPARTMENTS = ['natural_resources', 'finance_centre', 'finance_bureau'] as const
const TOWN = ['town_secretary', 'town_station'] as const
const OFFICIALS = [...COUNTY_DESKS, ...DEPARTMENTS, 'county_leader', ...TOWN] as const
const LOCALS = ['village_secretary', 'coop_accountant', 'supervisory_board'] as const

/**
 * Who may do what. A verb names one permission; the roles here hold it inside the unit their grant is bound to.
 * A verb without an entry does not compile. `docs/permissions.md` is printed from this and from the contracts.
 */
export const PERMISSIONS = {
  /** Anybody signed in: own account, own password, dictionaries. */
  self: [
    ...OFFICIALS,
    ...LOCALS,
    'member',
    'auditor',
    'tenant_admin',
    'security_admin',
    'audit_admin',
  ],
  /** Documents, clauses, rules, industries: no personal data. */
  'policy.read': [
    ...OFFICIALS,
    ...LOCALS,
    'member',
    'auditor',
    'tenant_admin',
    'security_admin',
    'audit_admin',
  ],
  'policy.write': [...COUNTY_DESKS],
  'exemption.grant': [...COUNTY_DESKS],
  'registry.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  'division.write': ['county_agriculture'],
  'registry.write': ['county_agriculture', 'town_station'],
  'person.read': [...COUNTY_DESKS, ...TOWN, ...LOCALS, 'auditor'],
  'person.write': ['county_agriculture', 'town_station', 'village_secretary', 'coop_accountant'],
  /** ID number, phone and bank account in clear, one person at a time, audited with the reason. */
  'person.reveal': [...COUNTY_DESKS, 'town_station', 'auditor'],
  /** Party membership and cadre posts (practice.md R23, R109). */
  'party.read': ['county_organisation', 'town_secretary', 'village_secretary', 'auditor'],
  'party.write': ['county_organisation', 'town_secretary', 'village_secretary'],
  'shares.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  'shares.write': ['county_agriculture', 'town_station', 'coop_accountant'],
  /** Books, vouchers, statements: figures, with members' names where a line names one. */
  'ledger.read': [
    ...COUNTY_DESKS,
    'finance_centre',
    'finance_bureau',
    'county_leader',
    ...TOWN,
    ...LOCALS,
    'auditor',
  ],
  /** Prepares vouchers; approving them is another person's act. */
  'ledger.write': ['county_agriculture', 'town_station', 'coop_accountant'],
  'ledger.approve': ['county_agriculture', 'finance_centre', 'town_station'],
  /** Hands in photographs and files for the books, from the phone or the desk. */
  'document.add': ['county_agriculture', 'town_station', 'village_secretary', 'coop_accountant'],
  /** Deliveries, sales, services, land and work by member; orders and settlements. */
  'trade.read': [
    ...COUNTY_DESKS,
    'finance_centre',
    'finance_bureau',
    'county_leader',
    ...TOWN,
    ...LOCALS,
    'auditor',
  ],
  /** Enters trades; the village secretary only what members bring (without ledger.write). */
  'trade.write': ['county_agriculture', 'town_station', 'village_secretary', 'coop_accountant'],
  /** Distribution plans, member accounts, payments: figures with members' names. */
  'distribution.read': [
    ...COUNTY_DESKS,
    'finance_centre',
    'finance_bureau',
    'county_leader',
    ...TOWN,
    ...LOCALS,
    'auditor',
  ],
  /** Prepares plans and quantifies shares; records what the assembly decided and what was paid. */
  'distribution.write': ['county_agriculture', 'town_station', 'coop_accountant'],
  /** Posts a resolved plan to the books, or takes it back. */
  'distribution.approve': ['county_agriculture', 'finance_centre', 'town_station'],
  /** Requests, contracts and risks of co-ops, with names of payees and other sides. */
  'spending.read': [
    ...COUNTY_DESKS,
    'finance_centre',
    'finance_bureau',
    'county_leader',
    ...TOWN,
    ...LOCALS,
    'auditor',
  ],
  /** Asks for spending, keeps contracts and risks; the organs of the route decide in the case. */
  'spending.write': ['county_agriculture', 'town_station', 'village_secretary', 'coop_accountant'],
  /** Cases of processes: what is due, from whom, and the whole story. */
  'case.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  /** Acts at a step; which steps are whose, the process says. */
  'case.act': [...OFFICIALS, ...LOCALS],
  /** Hands messages on: lists with telephone numbers for the gateway, notices on paper. */
  'message.send': ['county_agriculture', 'town_station'],
  /** A case with the audit rows behind it, for who verifies it elsewhere. */
  'case.export': [...COUNTY_DESKS, ...TOWN, 'auditor', 'audit_admin'],
  /** Meetings, posts, charters, internal rules: who may vote and who took part, never who voted what. */
  'governance.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  'governance.write': [
    'county_agriculture',
    'town_station',
    'village_secretary',
    'coop_accountant',
  ],
  /** Counts paper ballots: two different persons, each alone. */
  'governance.count': [
    'county_agriculture',
    'town_station',
    'village_secretary',
    'coop_accountant',
    'supervisory_board',
  ],
  /** A member's own vote, proxy and sign-in. */
  'vote.own': ['member'],
  /** Founding projects, their papers, assets and meetings: nothing that one household wishes. */
  'founding.read': [...OFFICIALS, 'village_secretary', 'auditor'],
  'founding.write': ['county_agriculture', ...TOWN, 'village_secretary'],
  /**
   * Visits, wishes and accounts of single households. The village alone: a refusal is never shown upward
   * (农民专业合作社法 4: 入社自愿、退社自由).
   */
  'mobilisation.read': ['village_secretary'],
  'mobilisation.write': ['village_secretary'],
  /** Task forces of the towns, meetings of the county and what they ordered. */
  'promotion.write': [...COUNTY_DESKS, ...TOWN],
  /** Classes, plans, pairings and forms of business: figures of co-ops, no personal data. */
  'development.read': [
    ...COUNTY_DESKS,
    'finance_centre',
    'finance_bureau',
    'county_leader',
    ...TOWN,
    ...LOCALS,
    'auditor',
  ],
  /** Keeps forms of business and reports tasks done. */
  'development.write': ['county_agriculture', ...TOWN, 'village_secretary', 'coop_accountant'],
  /** Confirms classes, makes plans, pairs co-ops; for the whole county also the rules and campaigns. */
  'class.write': [...COUNTY_DESKS, ...TOWN],
  /** Problems, plates, assignments, reports of supervision: facts about units. */
  'supervision.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  /** Enters problems, gives assignments, proposes plates. */
  'supervision.write': [...COUNTY_DESKS, ...TOWN],
  /** Answers: acknowledges, replies, tells progress, asks for time, calls for help. */
  'supervision.reply': [...OFFICIALS, 'village_secretary', 'coop_accountant'],
  /** Plates, dispatches, bulletins and analyses of the county. */
  'supervision.county': [...COUNTY_DESKS],
  /** Figures of a unit; those of the books, the registers and the Party side need these permissions as well. */
  'indicator.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  /** What figures mean and what towns are ranked by. */
  'indicator.write': [...COUNTY_DESKS],
  'indicator.freeze': [...COUNTY_DESKS],
  /** Types in a figure that no record proves; it stays a claim. */
  'claim.write': [...COUNTY_DESKS, ...TOWN, 'village_secretary', 'coop_accountant'],
  /** Helpers, visits, issues, offers and needs: names of officials and enterprises, no personal data. */
  'help.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  /** Registers helpers and gives them places; what is the county's the county alone. */
  'help.write': [...COUNTY_DESKS, ...TOWN],
  /** Records visits and what was delivered. */
  'help.visit': [...OFFICIALS],
  /** Raises issues, answers those that were sent to the own desk, offers and asks. */
  'help.raise': [...OFFICIALS, 'village_secretary', 'coop_accountant'],
  /** Who is sent to villages, with which tasks: names and terms of officials. */
  'talent.read': [...OFFICIALS, 'village_secretary', 'auditor'],
  /** Registers, prolongs and ends postings. */
  'talent.write': ['county_organisation', 'town_secretary'],
  /** Gives those who were sent tasks and says what came of them. */
  'talent.report': ['county_organisation', ...TOWN, 'village_secretary'],
  /** Personnel of the reserve, due villages, and the rules of all this: the organisation department alone. */
  'talent.personnel': ['county_organisation'],
  /** Nominates for the reserve; sees what became of the own nominations. */
  'talent.nominate': ['county_organisation', 'town_secretary'],
  /** Points of Party members by name: the own branch alone (practice.md R38). */
  'points.keep': ['village_secretary'],
  /** Decides what members appeal about. */
  'points.decide': ['town_secretary'],
  /** Tours, contests, flags and stars: units, never persons; what judges gave only after closing, without names. */
  'contest.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  /** Holds tours and contests, gives flags and stars. */
  'contest.write': [...COUNTY_DESKS],
  /** The own score sheets of who is named a judge. */
  'contest.judge': [...OFFICIALS],
  /** Appeals for a unit that takes part, reports its follow-up tasks done. */
  'contest.reply': [...TOWN, 'village_secretary', 'coop_accountant'],
  /** How the own town is assessed and stands (R104); of all towns for the county. */
  'assessment.read': [...COUNTY_DESKS, 'county_leader', ...TOWN, 'auditor'],
  /** Schemes, appeals, rules of proposals and the decisions on them: the organisation department alone. */
  'assessment.write': ['county_organisation'],
  /** Computes scores, tells them and sends them for sign-off. */
  'assessment.run': [...COUNTY_DESKS],
  /** Records bonus points and deductions with their evidence; those of a town the county alone. */
  'assessment.fact': [...COUNTY_DESKS, 'town_secretary'],
  /** Replies and appeals for the own town. */
  'assessment.reply': ['town_secretary'],
  /** The own score of a village secretary, and nobody else's. */
  'assessment.own': ['village_secretary'],
  /** Scores of village secretaries by name (R105-R108): never shown to another secretary. */
  'secretary.read': [...COUNTY_DESKS, 'town_secretary', 'auditor'],
  /** Proposals about persons and towns, and what became of them. */
  'measure.read': ['county_organisation', 'auditor'],
  /** Funds, allocations, requests, departments' queues: units and officials, no personal data. */
  'support.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  /** Enters funds and allocates them; what is the county's the county alone. */
  'support.write': [...COUNTY_DESKS, 'finance_bureau', ...TOWN],
  /** Criteria of priority and the departments of the leading group. */
  'support.rules': [...COUNTY_DESKS],
  /** Links allocations to vouchers of the books. */
  'support.link': ['county_agriculture', 'finance_bureau', 'town_station', 'coop_accountant'],
  /** Asks for funds, loans, land. */
  'support.ask': ['village_secretary', 'coop_accountant'],
  /** Duties of posts with their holders, plans of towns: posts and units, never a ranking of persons. */
  'duty.read': [...OFFICIALS, 'village_secretary', 'auditor'],
  /** Records who holds a post; for the whole county also what the duties are. */
  'duty.write': [...COUNTY_DESKS, ...TOWN],
  /** Writes the town's own plan of a year. */
  'townplan.write': [...TOWN],
  /** Typical cases: units and their figures, no personal data. */
  'showcase.read': [...OFFICIALS, ...LOCALS, 'auditor'],
  'showcase.write': [...COUNTY_DESKS, ...TOWN, 'village_secretary'],
  /** Checks, publishes and withdraws cases; never what the same account wrote. */
  'showcase.check': [...COUNTY_DESKS],
  'import.run': ['county_agriculture', 'town_station', 'coop_accountant'],
  'member.own': ['member'],
  'account.read': ['tenant_admin', 'security_admin', 'audit_admin', 'auditor'],
  'account.write': ['tenant_admin'],
  /** Finds the person an account is opened for: name, masked ID number, village, and nothing else. */
  'account.person': ['tenant_admin'],
  'security.write': ['security_admin'],
  /** Backup and restore of the installation; the files stay on the server. */
  'system.operate': ['tenant_admin'],
  'audit.read': ['audit_admin', 'auditor', 'security_admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS
/** Open to callers who are not signed in (sign-in itself, the pure commands, dictionaries of the public page). */
export type Access = Permission | 'public'

export const rolesWith = (permission: Permission): readonly Role[] => PERMISSIONS[permission]
