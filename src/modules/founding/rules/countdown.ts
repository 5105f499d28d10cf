import type { LocalDate } from '../../../kernel/date.ts'
import { ROLES } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Standpoint } from '../model.ts'

/** The three days everybody waits for, by the step that brings them. */
const MILESTONES = [
  { step: 'registration', title: text('领照', 'the licence') },
  { step: 'certificates', title: text('首批成员证', 'the first certificates') },
  { step: 'operation', title: text('投入运营', 'operation') },
] as const

export interface Countdown {
  /** The next milestone; null when the last one is reached. */
  readonly milestone: Text | null
  /** Steps still missing for it, in the order of the process. */
  readonly missing: readonly string[]
  readonly overdue: readonly string[]
  readonly sentence: Text
}

/** A step and everything it comes after, however far back. */
function pathTo(steps: readonly Standpoint[], key: string): ReadonlySet<string> {
  const found = new Set([key])
  for (const step of steps.toReversed()) {
    if (found.has(step.key)) for (const before of step.after) found.add(before)
  }
  return found
}

const isMissing = ({ status }: Standpoint): boolean => status === 'waiting' || status === 'open'

/**
 * What is missing until the next milestone, in one sentence. A process that the county changed may lack a
 * milestone: it is passed over; without any, everything that is left counts.
 */
export function countDown(steps: readonly Standpoint[], today: LocalDate): Countdown {
  const overdue = steps.filter(
    ({ status, dueOn }) => status === 'open' && dueOn !== null && dueOn < today,
  )
  const stages = MILESTONES.flatMap(({ step, title }) => {
    const path = pathTo(steps, step)
    const exists = steps.some(({ key }) => key === step)
    return exists ? [{ title, missing: steps.filter((s) => path.has(s.key) && isMissing(s)) }] : []
  })
  const all = { title: text('办结', 'completion'), missing: steps.filter(isMissing) }
  const next = [...stages, all].find(({ missing }) => missing.length > 0)
  if (next === undefined) {
    return { milestone: null, missing: [], overdue: [], sentence: DONE }
  }
  return {
    milestone: next.title,
    missing: next.missing.map(({ key }) => key),
    overdue: overdue.map(({ key }) => key),
    sentence: sentenceOf(next, overdue),
  }
}

const DONE = text('全部环节已经办结。', 'All steps are done.')
/** More names than this nobody reads in one breath. */
const NAMED = 4

/** What is missing, then what lies with whom and until when: the step that is due first. */
function sentenceOf(
  next: { readonly title: Text; readonly missing: readonly Standpoint[] },
  overdue: readonly Standpoint[],
): Text {
  const { title, missing } = next
  const shown = missing.slice(0, NAMED)
  const more = missing.length > NAMED
  const now = waitingFor(missing)
  const late =
    overdue.length === 0
      ? text('', '')
      : text(`有 ${overdue.length} 项已超期。`, ` ${overdue.length} overdue.`)
  return text(
    `距${title.zh}还差 ${missing.length} 项:${shown.map((s) => s.title.zh).join('、')}${
      more ? '等' : ''
    }。${now.zh}${late.zh}`,
    `${missing.length} left until ${title.en}: ${shown.map((s) => s.title.en).join(', ')}${
      more ? ' and others' : ''
    }.${now.en}${late.en}`,
  )
}

function waitingFor(missing: readonly Standpoint[]): Text {
  const [first] = missing
    .filter(({ status }) => status === 'open')
    .toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1))
  if (first === undefined) return text('', '')
  const who = first.roles.map((role) => ROLES[role].title)
  const { dueOn } = first
  return text(
    `正等${who.map(({ zh }) => zh).join('、')}办理“${first.title.zh}”${
      dueOn === null ? '' : `,期限 ${dueOn}`
    }。`,
    ` ${first.title.en} waits for ${who.map(({ en }) => en).join(', ')}${
      dueOn === null ? '' : `, due ${dueOn}`
    }.`,
  )
}
