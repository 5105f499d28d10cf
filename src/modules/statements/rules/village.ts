import { type Fen, fen } from '../../../kernel/money.ts'
import type { FigureMark, ReportedMark } from '../model/facts.ts'

/** A figure that somebody reported, not proved by books. */
export interface Reported {
  readonly amount: Fen
  readonly mark: ReportedMark
}

/** One year of a village: what the books of its co-ops prove, and what was reported. Null: neither kept nor said. */
export interface YearFigures {
  readonly proven: Fen | null
  readonly reported: Reported | null
}

export interface VillageFigures {
  readonly base: YearFigures
  readonly current: YearFigures
}

export interface JudgedVillage {
  readonly base: Fen | null
  readonly baseMark: FigureMark | null
  readonly current: Fen | null
  readonly currentMark: FigureMark
  /** Of the increase between both: no surer than the weaker of its figures. */
  readonly mark: FigureMark
}

/**
 * The figures a village is judged by. A report above what the books prove stands as reported, because a
 * collective earns beside its co-op; otherwise the books' own figure stands. With a `zeroLine` (fen) the
 * question is 清零倍增 (seed R1): a village leaves zero, or doubles, by the books alone, so their figure is
 * taken as soon as it suffices; a larger report never undoes the proof. Null leaves reports as they are.
 */
export function judged(figures: VillageFigures, zeroLine: Fen | null): JudgedVillage {
  const base = figureOf(figures.base)
  const { proven } = figures.current
  const bound =
    zeroLine === null || base === null
      ? null
      : base.amount <= zeroLine
        ? fen(zeroLine + 1n)
        : fen(base.amount * 2n)
  const suffices = proven !== null && bound !== null && proven >= bound
  const current = suffices ? { amount: proven, mark: 'actual' as const } : figureOf(figures.current)
  return {
    base: base?.amount ?? null,
    baseMark: base?.mark ?? null,
    current: current?.amount ?? null,
    currentMark: current?.mark ?? 'actual',
    mark: worse(current?.mark, zeroLine === null ? base?.mark : undefined),
  }
}

function figureOf({
  proven,
  reported,
}: YearFigures): { readonly amount: Fen; readonly mark: FigureMark } | null {
  if (reported !== null && (proven === null || reported.amount > proven)) return reported
  return proven === null ? null : { amount: proven, mark: 'actual' }
}

/** An average is no surer than the weakest of its figures. */
function worse(a: FigureMark | undefined, b: FigureMark | undefined): FigureMark {
  const marks = [a, b]
  return (['estimate', 'claim'] as const).find((mark) => marks.includes(mark)) ?? 'actual'
}
