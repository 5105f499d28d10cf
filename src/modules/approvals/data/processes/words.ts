import type { Role } from '../../../../kernel/role.ts'
import { type Text, text } from '../../../../kernel/text.ts'
import type { Condition, Days, Demand, Field, PaperDemand, Seat, Step } from '../../model.ts'

/* Short words in which the shipped processes are written. */

type Said = readonly [zh: string, en: string]
const say = ([zh, en]: Said): Text => text(zh, en)

type More = { readonly optional?: true }
export const count = (key: string, title: Said, more: More = {}): Field => ({
  kind: 'count',
  key,
  title: say(title),
  ...more,
})
export const yuan = (key: string, title: Said, more: More = {}): Field => ({
  kind: 'yuan',
  key,
  title: say(title),
  ...more,
})
/** The day something happened: never before the steps it follows. */
export const event = (key: string, title: Said): Field => ({
  kind: 'day',
  key,
  title: say(title),
  event: true,
})
export const line = (key: string, title: Said, more: More = {}): Field => ({
  kind: 'line',
  key,
  title: say(title),
  ...more,
})
export const words = (key: string, title: Said, more: More = {}): Field => ({
  kind: 'text',
  key,
  title: say(title),
  ...more,
})
export const yes = (key: string, title: Said): Field => ({ kind: 'yes', key, title: say(title) })
export const choice = (
  key: string,
  title: Said,
  options: readonly (readonly [string, ...Said])[],
): Field => ({
  kind: 'choice',
  key,
  title: say(title),
  options: options.map(([name, zh, en]) => ({ key: name, title: text(zh, en) })),
})
export const table = (
  key: string,
  title: Said,
  columns: readonly Field[],
  min = 0,
): Field => ({ kind: 'table', key, title: say(title), columns, min })

/** A sheet printed from the step's fields, to be signed and brought back. */
export const sheet = (
  kind: string,
  title: Said,
  more: { readonly form?: string; readonly blanks?: readonly Said[] } = {},
): PaperDemand => ({
  kind,
  title: say(title),
  source: 'form',
  required: true,
  ...(more.form === undefined ? {} : { form: more.form }),
  ...(more.blanks === undefined ? {} : { blanks: more.blanks.map(say) }),
})
export const scan = (kind: string, title: Said, required = true): PaperDemand => ({
  kind,
  title: say(title),
  source: 'scan',
  required,
})

export const seat = (key: string, role: Role): Seat => ({ key, role })

export const days = (number: number, more: Partial<Omit<Days, 'days'>> = {}): Days => ({
  days: number,
  working: false,
  from: null,
  ...more,
})

export const atLeast = (value: string, share: string, of: string): Condition => ({
  kind: 'share',
  value,
  share,
  of,
  strictly: false,
})
export const moreThan = (value: string, share: string, of: string): Condition => ({
  kind: 'share',
  value,
  share,
  of,
  strictly: true,
})

/** The parts add up to exactly the whole. */
export const addUp = (value: string, parts: readonly string[]): Condition => ({
  kind: 'sum',
  value,
  parts,
})
export const is = (value: string, equals: string | boolean): Condition => ({
  kind: 'is',
  value,
  equals,
})

export const demand = (
  rule: string,
  clause: string,
  what: { readonly test: Condition; readonly text: Said; readonly when?: Condition },
): Demand => ({
  rule,
  clause,
  text: say(what.text),
  test: what.test,
  ...(what.when === undefined ? {} : { when: what.when }),
})

/** A step with what it does not say left empty: a record by all of its seats. */
export const step = (
  key: string,
  title: Said,
  more: Partial<Omit<Step, 'key' | 'title'>> & Pick<Step, 'after' | 'seats'>,
): Step => ({
  key,
  title: say(title),
  kind: 'record',
  signers: 'all',
  form: [],
  papers: [],
  wait: null,
  due: null,
  demands: [],
  evidence: [],
  when: null,
  apart: [],
  escalate: null,
  clause: '',
  ...more,
})
