import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'

/** What is to be recorded of one person: a membership with its posts, or that the person leaves. */
export interface PartyEntry {
  readonly personId: AnyId
  readonly branchId: AnyId
  readonly joinedParty?: LocalDate | undefined
  readonly committee: boolean
  readonly secretary: boolean
  readonly from: LocalDate
  readonly leaves: boolean
}

export interface PartyGround {
  readonly today: LocalDate
  /** The record of each person that counts today, by person. */
  readonly open: ReadonlyMap<AnyId, { readonly valid_from: LocalDate }>
  /** Who is secretary of one of the branches, or was after the earliest day of the entries. */
  readonly secretaries: readonly {
    readonly person_id: AnyId
    readonly branch_id: AnyId
    readonly name: string
    readonly valid_to: LocalDate | null
  }[]
}

/** Everything wrong with a batch, each fault at its row; a branch has one secretary at a time. */
export function partyFaults(rows: readonly PartyEntry[], ground: PartyGround): Fault[] {
  const ends = new Map(rows.map((row) => [row.personId, row.from]))
  const seen = new Set<AnyId>()
  return rows.flatMap((row, i) => {
    const faults: Fault[] = []
    const say = (place: string, said: Text) =>
      faults.push({ path: `$.rows[${i}].${place}`, text: said })
    const before = ground.open.get(row.personId)
    if (seen.has(row.personId)) say('personId', text('同一人出现两次', 'the person occurs twice'))
    seen.add(row.personId)
    if (row.from > ground.today)
      say('from', text('日期不能在今天之后', 'the date lies in the future'))
    if (before !== undefined && before.valid_from >= row.from) {
      const since = before.valid_from
      say('from', text(`现记录自 ${since} 起,须在其后`, `recorded since ${since}; must be later`))
    }
    if (row.leaves) {
      if (before === undefined) say('leaves', text('此人现不是党员', 'is no Party member now'))
      return faults
    }
    if (row.joinedParty !== undefined && row.joinedParty > row.from)
      say('joinedParty', text('入党日期晚于起始日期', 'joined the Party after the first day'))
    if (row.secretary && !row.committee)
      say('secretary', text('书记须是支部委员', 'a secretary is on the committee'))
    const other = row.secretary ? otherSecretary(row, { rows, ends, ground }) : null
    if (other !== null) say('secretary', other)
    return faults
  })
}

/** Why somebody else is secretary of the branch on the day; null when nobody is. */
function otherSecretary(
  row: PartyEntry,
  at: {
    readonly rows: readonly PartyEntry[]
    readonly ends: ReadonlyMap<AnyId, LocalDate>
    readonly ground: PartyGround
  },
): Text | null {
  const twin = at.rows.find(
    (one) =>
      one.personId !== row.personId &&
      one.branchId === row.branchId &&
      one.secretary &&
      !one.leaves,
  )
  if (twin !== undefined) return text('一个支部只有一名书记', 'a branch has one secretary')
  const until = (holder: PartyGround['secretaries'][number]) =>
    holder.valid_to ?? at.ends.get(holder.person_id) ?? null
  const other = at.ground.secretaries.find((holder) => {
    const end = until(holder)
    return (
      holder.branch_id === row.branchId &&
      holder.person_id !== row.personId &&
      (end === null || end > row.from)
    )
  })
  return other === undefined
    ? null
    : text(
        `该支部此日的书记是${other.name},须同时变更其任职`,
        `${other.name} is secretary of the branch on that day; change that post in the same step`,
      )
}
