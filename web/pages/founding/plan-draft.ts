import type { In, Out } from '../../api.ts'

type Plan = In<'saveSharePlan'>['plan']
export type Holder = Plan['holders'][number]
export type Form = Holder['contributions'][number]['form']

/** A row of the plan as it is typed: one contribution of one holder. */
export interface Line {
  readonly key: string
  readonly kind: Holder['kind']
  readonly personId: string | null
  readonly name: string
  readonly form: Form
  readonly amount: string
  readonly dueOn: string
  readonly mu: string
  readonly certificate: string
  readonly by: 'all_members' | 'third_party'
  readonly note: string
}

export const newLine = (key: string, holder: Pick<Line, 'kind' | 'personId' | 'name'>): Line => ({
  key,
  ...holder,
  form: 'cash',
  amount: '',
  dueOn: '',
  mu: '',
  certificate: '',
  by: 'all_members',
  note: '',
})

/** A kept plan as lines: a holder with several contributions has several. */
export const linesOf = (holders: Out<'readSharePlan'>['holders']): Line[] =>
  holders.flatMap((holder) =>
    holder.contributions.map((given, i) => ({
      ...newLine(`${holder.key}.${i}`, {
        kind: holder.kind,
        personId: holder.personId ?? null,
        name: holder.name,
      }),
      form: given.form,
      amount: given.amount,
      dueOn: given.dueOn ?? '',
      mu: given.land?.areaMu ?? '',
      certificate: given.land?.certificate ?? '',
      by: given.appraisal?.by ?? 'all_members',
      note: given.appraisal?.note ?? '',
    })),
  )

/** Whose line it is: a person by id, others by kind and name. */
const ownerOf = (line: Line): string => line.personId ?? `${line.kind} ${line.name}`

/** The plan as the server takes it; null while nothing, or an amount or a name is missing. */
export function planOf(lines: readonly Line[]): Plan | null {
  if (lines.length === 0) return null
  if (lines.some(({ amount, name }) => amount.trim() === '' || name.trim() === '')) return null
  const owners = Map.groupBy(lines, ownerOf)
  return {
    holders: [...owners.values()].map((own, i): Holder => {
      const [first] = own
      return {
        key: `h${i + 1}`,
        kind: first?.kind ?? 'person',
        personId: first?.personId ?? null,
        name: first?.name.trim() ?? '',
        contributions: own.map((line) => ({
          form: line.form,
          amount: line.amount.trim(),
          dueOn: line.dueOn === '' ? null : line.dueOn,
          appraisal:
            line.form === 'cash' || line.note.trim() === ''
              ? null
              : { by: line.by, note: line.note.trim() },
          land:
            line.form !== 'land_right' || line.mu.trim() === '' || line.certificate.trim() === ''
              ? null
              : { areaMu: line.mu.trim(), certificate: line.certificate.trim() },
        })),
      }
    }),
  }
}
