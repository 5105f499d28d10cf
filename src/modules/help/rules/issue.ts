import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import type { Role } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import type { Answerer, IssueAct, IssueState } from '../model.ts'

/* An issue: raised, answered by whom it was sent to, solved when somebody else says so. */

export interface IssueStep {
  readonly act: IssueAct
  readonly toRole: Answerer | null
  readonly dueOn: LocalDate | null
  readonly onDate: LocalDate
  readonly accountId: AnyId | null
}

export interface IssueStanding {
  readonly state: IssueState
  /** Who has to answer; of answered and solved ones, who did. */
  readonly toRole: Answerer | null
  readonly dueOn: LocalDate | null
  readonly solvedOn: LocalDate | null
  /** Who answered last: never who says that it is solved. */
  readonly answeredBy: AnyId | null
}

/** A row of the story as a step. */
export const stepOf = (row: {
  readonly act: IssueAct
  readonly to_role: Answerer | null
  readonly due_on: LocalDate | null
  readonly on_date: LocalDate
  readonly account_id: AnyId | null
}): IssueStep => ({
  act: row.act,
  toRole: row.to_role,
  dueOn: row.due_on,
  onDate: row.on_date,
  accountId: row.account_id,
})

const STATE_AFTER: Readonly<Record<IssueAct, IssueState>> = {
  raise: 'open',
  forward: 'open',
  answer: 'answered',
  solve: 'solved',
  reopen: 'open',
}

/** Where an issue stands after its acts, in their order. */
export function standingOf(acts: readonly IssueStep[]): IssueStanding {
  let now: IssueStanding = {
    state: 'open',
    toRole: null,
    dueOn: null,
    solvedOn: null,
    answeredBy: null,
  }
  for (const { act, toRole, dueOn, onDate, accountId } of acts) {
    now = {
      state: STATE_AFTER[act],
      toRole: toRole ?? now.toRole,
      dueOn: dueOn ?? now.dueOn,
      solvedOn: act === 'solve' ? onDate : null,
      answeredBy: act === 'answer' ? accountId : now.answeredBy,
    }
  }
  return now
}

/** Open and past its day. */
export const isLate = ({ state, dueOn }: IssueStanding, today: LocalDate): boolean =>
  state === 'open' && dueOn !== null && dueOn < today

const refused = (zh: string, en: string): Refusal => new Refusal('not_allowed_now', text(zh, en))

/** Why an act is not open to somebody; null when it is. */
export function refusalOf(
  standing: IssueStanding,
  act: Exclude<IssueAct, 'raise'>,
  by: { readonly roles: readonly Role[]; readonly accountId: AnyId | null },
): Refusal | null {
  const { state, toRole, answeredBy } = standing
  if (act === 'answer' || act === 'forward') {
    if (state !== 'open') return refused('该问题已答复。', 'The issue has been answered.')
    const asked = toRole === null || by.roles.includes(toRole)
    return asked ? null : refused('该问题不由您答复。', 'The issue waits for somebody else.')
  }
  if (act === 'reopen') {
    return state === 'open' ? refused('该问题还没有答复。', 'The issue is still open.') : null
  }
  if (state !== 'answered') return refused('答复后才能办结。', 'It must be answered first.')
  return answeredBy !== null && answeredBy === by.accountId
    ? refused('须由答复人以外的人确认办结。', 'Somebody else than who answered must say so.')
    : null
}
