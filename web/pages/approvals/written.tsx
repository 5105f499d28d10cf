import type { ReactElement } from 'react'
import { useT } from '../../locale/approvals.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { showYuan } from '../../ui/figures.tsx'
import { Facts } from '../../ui/page.tsx'
import type { Field } from './words.ts'

type Values = Readonly<Record<string, unknown>>

/** What was written down at a step or when a case was opened, label by label. */
export function Written({
  fields,
  values,
}: {
  fields: readonly Field[]
  values: Values
}): ReactElement {
  const t = useT()
  const yes = { yes: t('step.yes'), no: t('step.no') }
  const known = fields.filter(({ key }) => values[key] !== undefined)
  if (known.length === 0) return <p className="muted">{t('step.nothing')}</p>
  const plain = known.filter(({ kind }) => kind !== 'table')
  return (
    <div className="stack">
      <Facts
        facts={plain.map((field) => ({
          label: say(field.title),
          value: <span className="pre-line">{shown(field, values[field.key], yes)}</span>,
        }))}
      />
      {known.map((field) =>
        field.kind === 'table' ? (
          <WrittenRows
            key={field.key}
            field={field}
            rows={values[field.key] as Values[]}
            yes={yes}
          />
        ) : null,
      )}
    </div>
  )
}

interface Yes {
  readonly yes: string
  readonly no: string
}

function shown(field: Field, value: unknown, yes: Yes): string {
  switch (field.kind) {
    case 'yes':
      return value === true ? yes.yes : yes.no
    case 'choice': {
      const option = field.options.find(({ key }) => key === value)
      return option === undefined ? String(value as string) : say(option.title)
    }
    case 'yuan':
      return showYuan(String(value as string)) ?? String(value as string)
    case 'words':
      return Array.isArray(value) ? value.map((one) => asWritten(String(one))).join(comma()) : ''
    case 'text':
    case 'line':
      return asWritten(String(value as string))
    case 'count':
    case 'day':
      return String(value as string | number)
    case 'table':
      return ''
  }
}

function WrittenRows(props: {
  field: Extract<Field, { kind: 'table' }>
  rows: readonly Values[]
  yes: Yes
}): ReactElement {
  const { field, rows, yes } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={say(field.title)}>
      <table className="table table-small">
        <caption>{say(field.title)}</caption>
        <thead>
          <tr>
            {field.columns.map((column) => (
              <th key={column.key} scope="col">
                {say(column.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {field.columns.map((column) => (
                <td key={column.key}>{shown(column, row[column.key] ?? '', yes)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
