import type { LocalDate } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import { formatYuan } from '../../../kernel/money.ts'
import type {
  CoopPlan,
  HolderPlan,
  ImportPlan,
  KnownCoop,
  KnownHolder,
  KnownPerson,
  KnownRegister,
  MemberDraft,
  PersonPlan,
  RowFault,
} from '../model.ts'
import { faultAt } from './faults.ts'
import { collectPeople } from './people.ts'
import { compact, doubt, type Problem, wrong } from './values.ts'

/** The members of one co-op. */
export interface CoopMembers {
  readonly coop: KnownCoop
  readonly members: readonly MemberDraft[]
}

/**
 * Finds the co-op of every row. A file uploaded at a co-op speaks of that co-op; one uploaded at a
 * village, town or county names the co-op in each row, by credit code or by name.
 */
export function membersByCoop(
  members: readonly MemberDraft[],
  coops: readonly KnownCoop[],
  own: KnownCoop | null,
): { readonly groups: readonly CoopMembers[]; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = []
  const byWord = new Map<string, KnownCoop[]>()
  for (const coop of coops) {
    for (const word of [coop.name, coop.creditCode]) {
      if (word === null) continue
      const key = compact(word).toUpperCase()
      byWord.set(key, [...(byWord.get(key) ?? []), coop])
    }
  }
  const groups = new Map<Id<'unit'>, { coop: KnownCoop; members: MemberDraft[] }>()
  for (const member of members) {
    const found =
      member.coop === null ? [own] : (byWord.get(compact(member.coop).toUpperCase()) ?? [])
    const [coop] = found
    if (coop === undefined || coop === null || found.length > 1) {
      const place = member.places.get('coop') ?? member.place
      faults.push(faultAt(place, coopProblem(member.coop, found.length)))
      continue
    }
    const group = groups.get(coop.id) ?? { coop, members: [] }
    group.members.push(member)
    groups.set(coop.id, group)
  }
  return { groups: [...groups.values()], faults }
}

function coopProblem(word: string | null, found: number): Problem {
  if (word === null) {
    return wrong('coop_missing', '没有写是哪个合作社', 'the co-op is not named')
  }
  const shown = word.slice(0, 60)
  return found > 1
    ? wrong(
        'coop_unknown',
        `有 ${found} 个合作社叫「${shown}」,请写统一社会信用代码`,
        `${found} co-ops are called “${shown}”; give the credit code`,
      )
    : wrong('coop_unknown', `本范围内没有合作社「${shown}」`, `no co-op “${shown}” in this unit`)
}

interface Known {
  readonly registers: ReadonlyMap<Id<'unit'>, KnownRegister>
  /** By ID number as the file writes it. */
  readonly personsByNumber: ReadonlyMap<string, KnownPerson>
}

/**
 * Decides what an import will do: who is new, who is known, which registers are opened or extended.
 * Members who stand in the register with the same contribution stay as they are; a different one is an
 * error, because a change of shares has a day and a reason of its own.
 */
export function planImport(
  groups: readonly CoopMembers[],
  known: Known,
): { readonly plan: ImportPlan; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = []
  const people = collectPeople(known.personsByNumber, faults)
  const coops = groups.map((group): CoopPlan => {
    const register = known.registers.get(group.coop.id) ?? NO_REGISTER
    const holders: HolderPlan[] = []
    let unchanged = 0
    const seen = new Set<KnownHolder>()
    people.enter(register)
    for (const draft of group.members) {
      const person = draft.kind === 'person' ? people.find(draft, group.coop) : null
      const holder = holderOf(register, draft, person)
      if (holder === null) holders.push({ draft, person })
      else {
        seen.add(holder)
        unchanged += 1
        const fault = compareHolder(draft, holder)
        if (fault !== null) faults.push(fault)
      }
    }
    checkCollectives(group.members, faults)
    sayLeftOut(group.coop, register.holders.length - seen.size, faults)
    const { coop, members } = group
    return { coop, openedOn: register.openedOn, members: members.length, unchanged, holders }
  })
  return {
    plan: { coops, ...people.found() },
    faults,
  }
}

const NO_REGISTER: KnownRegister = { openedOn: null, holders: [], villagers: [], households: [] }

function holderOf(
  register: KnownRegister,
  draft: MemberDraft,
  person: PersonPlan | null,
): KnownHolder | null {
  if (draft.kind === 'person') {
    if (person === null || !('known' in person)) return null
    return register.holders.find(({ personId }) => personId === person.known) ?? null
  }
  const same = register.holders.filter(({ kind }) => kind === draft.kind)
  // A co-op has one collective; others are told apart by their names.
  return draft.kind === 'collective'
    ? (same[0] ?? null)
    : (same.find(({ name }) => name === draft.name) ?? null)
}

function compareHolder(draft: MemberDraft, holder: KnownHolder): RowFault | null {
  if (draft.contributions.length === 0) return null
  const said = draft.contributions.reduce((sum, { paid, promised }) => sum + paid + promised, 0n)
  if (said === holder.registered) return null
  const place = draft.places.get('contribution') ?? draft.place
  return faultAt(
    place,
    wrong(
      'holder_differs',
      `成员册上是 ${formatYuan(holder.registered)} 元,文件里是 ${formatYuan(said)} 元;增减请登记股权变动`,
      `the register says ${formatYuan(holder.registered)}, the file ${formatYuan(said)}; record a change of shares instead`,
    ),
  )
}

function checkCollectives(members: readonly MemberDraft[], faults: RowFault[]): void {
  for (const extra of members.filter(({ kind }) => kind === 'collective').slice(1)) {
    const problem = wrong(
      'collective_twice',
      '一个合作社只有一个村集体成员',
      'a co-op has one collective among its members',
    )
    faults.push(faultAt(extra.places.get('member_type') ?? extra.place, problem))
  }
}

function sayLeftOut(coop: KnownCoop, count: number, faults: RowFault[]): void {
  if (count <= 0) return
  const problem = doubt(
    'holder_left_out',
    `「${coop.name}」成员册上另有 ${count} 名成员不在文件里,不作更改`,
    `${count} members of “${coop.name}” are not in the file; they stay as they are`,
  )
  faults.push(faultAt(null, problem))
}

/** The day a new register begins: said by the clerk, else the earliest day of the file or of the co-op. */
export function foundingDay(plan: CoopPlan, chosen: LocalDate | null, today: LocalDate): LocalDate {
  const days = plan.holders.flatMap(({ draft }) => draft.joinedOn ?? [])
  const first = chosen ?? plan.coop.registeredOn ?? today
  return days.reduce((earliest, day) => (day < earliest ? day : earliest), first)
}
