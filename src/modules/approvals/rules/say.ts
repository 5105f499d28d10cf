import { parseFraction } from '../../../kernel/fraction.ts'
import { ROLES } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Condition, Days, Field, Process, Step } from '../model.ts'
import { stepOf } from './standing.ts'

/* A process in words: for the handbook on the screen and on paper. */

/** A list of texts, told one after the other. */
export const joined = (parts: readonly Text[], between: Text = text('、', ', ')): Text => ({
  zh: parts.map(({ zh }) => zh).join(between.zh),
  en: parts.map(({ en }) => en).join(between.en),
})

/** Who acts at a step, and how many of them. */
export function sayWho({ seats, signers }: Step): Text {
  const who = joined(seats.map(({ role }) => ROLES[role].title))
  if (signers === 'all' || signers >= seats.length) return who
  return text(`${who.zh}(其中 ${signers} 人)`, `${who.en} (${signers} of them)`)
}

const titleOf = (process: Process, key: string): Text =>
  stepOf(process, key)?.title ?? text(key, key)

/** The steps that must be done before; null for a first step. */
export const sayAfter = (process: Process, { after }: Step): Text | null =>
  after.length === 0 ? null : joined(after.map((key) => titleOf(process, key)))

/** A stretch of days and where it begins. */
export function sayDays(process: Process, days: Days): Text {
  const kind = days.working ? text('个工作日', ' working days') : text('日', ' days')
  if (days.from === null) return text(`${days.days}${kind.zh}`, `${days.days}${kind.en}`)
  const from = titleOf(process, days.from)
  return text(
    `自“${from.zh}”完成起${days.days}${kind.zh}`,
    `${days.days}${kind.en} from “${from.en}”`,
  )
}

/** The shortest time, as a clause of a handbook. */
export function sayWait(process: Process, { wait }: Step): Text | null {
  if (wait === null) return null
  const { zh, en } = sayDays(process, wait)
  return wait.over === true
    ? text(`${zh}届满之后`, `after ${en} are over`)
    : text(`${zh}之后`, `not before ${en}`)
}

export function sayDue(process: Process, { due }: Step): Text | null {
  if (due === null) return null
  const { zh, en } = sayDays(process, due)
  return text(`${zh}内`, `within ${en}`)
}

/** The field a condition names, wherever it is written. */
function fieldOf(process: Process, name: string, own: Step | null): Field | undefined {
  const [owner = '', key] = name.includes('.') ? name.split('.') : ['', name]
  const form =
    owner === ''
      ? (own?.form ?? [])
      : owner === 'case'
        ? process.facts
        : (stepOf(process, owner)?.form ?? [])
  return form.find((field) => field.key === key)
}

/** A condition as a sentence's half: "金额 ≥ 10000". */
export function sayCondition(process: Process, test: Condition, own: Step | null): Text {
  const name = (key: string): Text => fieldOf(process, key, own)?.title ?? text(key, key)
  const value = name(test.value)
  switch (test.kind) {
    case 'share': {
      const of = name(test.of)
      const sign = test.strictly ? '>' : '≥'
      const one = parseFraction(test.share)
      const whole = one !== null && one.num === one.den
      return text(
        `${value.zh} ${sign} ${of.zh}${whole ? '' : ` × ${test.share}`}`,
        `${value.en} ${sign} ${of.en}${whole ? '' : ` × ${test.share}`}`,
      )
    }
    case 'band': {
      const bounds = [
        test.from === null ? '' : `≥ ${test.from}`,
        test.below === null ? '' : `< ${test.below}`,
      ].filter((bound) => bound !== '')
      const said =
        bounds.length === 0 ? text('不限', 'any') : text(bounds.join(', '), bounds.join(', '))
      return text(`${value.zh} ${said.zh}`, `${value.en} ${said.en}`)
    }
    case 'sum': {
      const parts = joined(test.parts.map(name), text(' + ', ' + '))
      return text(`${parts.zh} = ${value.zh}`, `${parts.en} = ${value.en}`)
    }
    case 'is': {
      const field = fieldOf(process, test.value, own)
      if (typeof test.equals === 'boolean') {
        return test.equals ? value : text(`非“${value.zh}”`, `not “${value.en}”`)
      }
      const options = field?.kind === 'choice' ? field.options : []
      const option = options.find(({ key }) => key === test.equals)?.title
      const { zh, en } = option ?? text(test.equals, test.equals)
      return text(`${value.zh}为“${zh}”`, `${value.en} is “${en}”`)
    }
    case 'includes':
      // The item is a word of another module; which step it asks for stands beside it.
      return text(`“${value.zh}”列有本环节`, `“${value.en}” names this step`)
  }
}
