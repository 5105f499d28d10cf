import { z } from 'zod'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { ROLES } from '../../../kernel/role.ts'
import { id } from '../../../kernel/schema.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { colleaguesAt } from '../../identity/index.ts'
import { tell } from '../../messages/index.ts'
import type { Answerer } from '../model.ts'
import { isLate, type IssueStanding, standingOf, stepOf } from '../rules/issue.ts'
import { unitHeads } from '../store/helpers.ts'
import { actsOf, issuesBelow, type PlacedIssue } from '../store/visits.ts'

/* Who must answer an issue is told of it once, and once more when its day has gone by. */

/** The fact that an issue waits for somebody: raised, sent on, or open again. */
export const ISSUE_OPEN = 'help.issue'
/** What earlier modules ask under this name: the issues in and below a unit that are past their day. */
export const LATE_ISSUES = 'help.late-issues'

/** What waits; settled when it is answered. */
export const threadOf = (issueId: AnyId): string => `${ISSUE_OPEN}:${issueId}`

interface Waiting {
  readonly issue: PlacedIssue
  readonly standing: IssueStanding
  /** Number of the act that sent it to whoever must answer now. */
  readonly sent: number
  readonly by: AnyId | null
}

/** Issues in and below these units that wait for an answer. */
async function waitingBelow(
  ctx: Ctx,
  of: { readonly unitId?: AnyId; readonly issueId?: AnyId },
): Promise<Waiting[]> {
  const issues = await issuesBelow(ctx, of)
  const acts = await actsOf(
    ctx,
    issues.map((issue) => issue.id),
  )
  return issues.flatMap((issue) => {
    const own = acts.get(issue.id) ?? []
    const standing = standingOf(own.map(stepOf))
    const last = own.at(-1)
    return standing.state === 'open' && last !== undefined
      ? [{ issue, standing, sent: last.seq, by: last.account_id }]
      : []
  })
}

const openFact = z.object({ issueId: id })

/** Told of an issue: everybody who holds the role it was sent to, at the unit or above; not who sent it. */
export async function tellIssue(ctx: Ctx, payload: unknown): Promise<void> {
  const { issueId } = openFact.parse(payload)
  const [waiting] = await waitingBelow(ctx, { issueId })
  if (waiting === undefined) return
  const { issue, standing, sent, by } = waiting
  const until =
    standing.dueOn === null
      ? text('', '')
      : text(`，最迟 ${standing.dueOn}`, ` by ${standing.dueOn}`)
  await tellAnswerers(ctx, waiting, {
    event: `${ISSUE_OPEN}:${issueId}:${sent}`,
    besides: by,
    said: text(
      `${issue.unit_name}反映的问题“${short(issue.what)}”请您答复${until.zh}。`,
      `An issue of ${issue.unit_name} waits for your answer${until.en}: “${short(issue.what)}”.`,
    ),
  })
}

/** Every morning: who let the day go by is told so, once for each day. */
export async function tellLateIssues(ctx: Ctx): Promise<void> {
  for (const waiting of await waitingBelow(ctx, {})) {
    const { issue, standing } = waiting
    if (!isLate(standing, ctx.today)) continue
    await tellAnswerers(ctx, waiting, {
      event: `${ISSUE_OPEN}.late:${issue.id}:${standing.dueOn}`,
      besides: null,
      said: text(
        `${issue.unit_name}反映的问题“${short(issue.what)}”应于 ${standing.dueOn} 前答复，已经逾期，请尽快答复。`,
        `An issue of ${issue.unit_name} was due on ${standing.dueOn} and waits: “${short(issue.what)}”.`,
      ),
    })
  }
}

const short = (what: string): string =>
  what.length > 40 ? `${Array.from(what).slice(0, 40).join('')}…` : what

async function tellAnswerers(
  ctx: Ctx,
  { issue, standing }: Waiting,
  of: { readonly event: string; readonly besides: AnyId | null; readonly said: Text },
): Promise<void> {
  const units = (await unitHeads(ctx, [issue.unit_id])).get(issue.unit_id)?.ancestors ?? []
  const people = await colleaguesAt(ctx, units as readonly Id<'unit'>[])
  await tell(ctx, {
    event: of.event,
    topic: ISSUE_OPEN,
    thread: threadOf(issue.id),
    to: people.filter(
      ({ role, accountId }) => role === standing.toRole && accountId !== of.besides,
    ),
    text: of.said,
    link: '/visits?state=mine',
    dueOn: standing.dueOn,
  })
}

/** An issue past its day, as who asks is told. */
interface LateIssue {
  readonly issueId: AnyId
  readonly unit: { readonly id: AnyId; readonly name: string; readonly kind: string }
  readonly what: string
  readonly to: Text
  readonly dueOn: LocalDate
}

/** The issues past their day in and below each of these units: for supervision, which looks every morning. */
export async function lateIssuesAnswer(
  ctx: Ctx,
  unitIds: readonly AnyId[],
): Promise<ReadonlyMap<AnyId, readonly LateIssue[]>> {
  const answers = new Map<AnyId, readonly LateIssue[]>()
  for (const unitId of unitIds) {
    const waiting = await waitingBelow(ctx, { unitId })
    answers.set(
      unitId,
      waiting.flatMap(({ issue, standing: { toRole, dueOn } }) =>
        dueOn === null || dueOn >= ctx.today || toRole === null
          ? []
          : [
              {
                issueId: issue.id,
                unit: { id: issue.unit_id, name: issue.unit_name, kind: issue.unit_kind },
                what: issue.what,
                to: titleOf(toRole),
                dueOn,
              },
            ],
      ),
    )
  }
  return answers
}

const titleOf = (role: Answerer): Text => ({ ...ROLES[role].title })
