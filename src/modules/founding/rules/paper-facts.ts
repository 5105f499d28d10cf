import { type Paper, paperDay } from '../../../kernel/paper.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Feasibility, Form, SharePlan } from '../model.ts'

/** All that the papers of one founding are written from. What is not known yet is null. */
export interface PaperFacts {
  readonly name: string
  readonly village: string
  readonly town: string
  readonly kind: string
  readonly industry: string | null
  readonly today: string
  readonly survey: {
    readonly on: string
    /** Label and answer. */
    readonly answers: readonly (readonly [string, string])[]
    readonly suggestions: readonly string[]
    readonly households: number | null
  } | null
  readonly feasibility: Feasibility | null
  readonly plan: SharePlan | null
  readonly findings: readonly {
    readonly rule: string
    readonly title: string
    readonly bound: 'passes' | 'depends' | 'fails'
    readonly severity: 'block' | 'warn' | 'info'
    readonly said: string
    readonly source: string
  }[]
  readonly coop: {
    readonly scope: string
    readonly address: string
    readonly branch: string
    readonly collective: string
    readonly creditCode: string | null
    readonly registeredOn: string | null
    readonly chair: string
  } | null
  readonly assemblyOn: string | null
  /** The founding assembly as it was held and minuted; null before. */
  readonly assembly: {
    readonly heldOn: string
    readonly place: string
    readonly chair: string
    readonly recorder: string
    readonly entitled: number
    readonly present: number
    readonly decided: readonly {
      readonly title: string
      readonly carried: boolean
      readonly yes: number
      readonly elected: readonly string[]
    }[]
  } | null
  /** What was written at steps that have been signed, by step and field. */
  readonly written: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Who promised and paid what, as the register of today has it; null before it was opened. */
  readonly register:
    | readonly {
        readonly number: string
        readonly name: string
        readonly kind: string
        readonly forms: readonly Form[]
        readonly promised: bigint
        readonly paid: bigint
        /** The number of the valid certificate; null while there is none. */
        readonly certificate: string | null
      }[]
    | null
  /** The lines of the opening balances, by account; null before the books were opened. */
  readonly opening:
    | readonly {
        readonly account: string
        readonly name: string
        readonly debit: bigint
        readonly credit: bigint
      }[]
    | null
}

/** What a paper is, at which step it is signed, what it is made of, and what it needs before. */
export interface PaperKind {
  readonly title: Text
  readonly step: string
  readonly missing: (known: PaperFacts) => Text | null
  readonly write: (known: PaperFacts) => Paper
}

export const headOf = (known: PaperFacts, title: string) => ({
  title,
  organisation: `${known.town}${known.village}`,
  period: paperDay(known.today),
})
