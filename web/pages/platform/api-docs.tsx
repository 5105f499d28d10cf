import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/desk.ts'
import { useLanguage } from '../../locale/translate.ts'
import { PageHead, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { groupBy } from '../../ui/group-by.ts'

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly format?: string
}

interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Entry {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

const entriesOf = (document: OpenApi): readonly Entry[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

async function readOpenApi(): Promise<OpenApi> {
  const response = await fetch('/openapi.json')
  if (!response.ok) throw new Error(`openapi.json: ${response.status}`)
  return (await response.json()) as OpenApi
}

/** The programming interface, drawn from the same document that other programs read. */
export default function ApiDocs(): ReactElement {
  const t = useT()
  const [query, setQuery] = useState('')
  const document = useQuery({ queryKey: ['openapi'], queryFn: readOpenApi, staleTime: Infinity })
  return (
    <div className="page">
      <Loaded read={document}>
        {(data) => {
          const entries = entriesOf(data)
          const asked = query.toLowerCase()
          const found = entries.filter(({ path, operation }) =>
            `${path} ${operation.operationId} ${operation.summary} ${operation.description}`
              .toLowerCase()
              .includes(asked),
          )
          return (
            <>
              <PageHead
                title={t('api.title')}
                sentence={t('api.sentence', { n: entries.length })}
                actions={
                  <a className="button" href="/openapi.json" download="openapi.json">
                    {t('api.download')}
                  </a>
                }
              />
              <p className="muted">{t('api.headers')}</p>
              <label className="filter filter-text api-find">
                <span className="visually-hidden">{t('api.find')}</span>
                <input
                  type="search"
                  value={query}
                  placeholder={t('api.find')}
                  onChange={(event) => setQuery(event.target.value)}
                />
              </label>
              <Modules entries={found} />
            </>
          )
        }}
      </Loaded>
    </div>
  )
}

function Modules({ entries }: { entries: readonly Entry[] }): ReactElement {
  const groups = groupBy(entries, (entry) => entry.operation.tags[0] ?? '')
  return (
    <>
      {Array.from(groups, ([module, list]) => (
        <section key={module} className="stack-tight">
          <h2 className="api-module">{module}</h2>
          {list.map((entry) => (
            <OperationCard key={`${entry.method}${entry.path}`} entry={entry} />
          ))}
        </section>
      ))}
    </>
  )
}

function OperationCard({ entry }: { entry: Entry }): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { operation, method, path } = entry
  const body = operation.requestBody?.content['application/json']?.schema
  const answer = operation.responses['200']?.content?.['application/json']?.schema
  const [english = '', access = ''] = operation.description.split('. ')
  return (
    <details className="api-operation">
      <summary>
        <Tag {...(method === 'get' ? {} : { tone: 'accent' as const })}>{method.toUpperCase()}</Tag>
        <span className="mono">{path}</span>
        <span>{zh ? operation.summary : english}</span>
      </summary>
      <div className="stack api-body">
        <p className="muted small">
          {operation.operationId} · {t('api.roles')} {access}
        </p>
        <Fields
          title={t('api.input')}
          rows={[
            ...operation.parameters.map((one) => ({
              name: one.name,
              type: typeOf(one.schema),
              required: one.required === true,
              where: one.in,
            })),
            ...fieldsOf(body, 'body'),
          ]}
        />
        <Fields title={t('api.output')} rows={fieldsOf(answer, '')} />
      </div>
    </details>
  )
}

interface FieldRow {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly where: string
}

function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ')
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' | ')
  if (schema.type === 'array') return `${typeOf(schema.items ?? {})}[]`
  if (schema.type === 'object' && schema.properties !== undefined) {
    return `{ ${Object.keys(schema.properties).join(', ')} }`
  }
  return schema.format ?? schema.type ?? 'any'
}

const fieldsOf = (schema: Schema | undefined, where: string): FieldRow[] =>
  Object.entries(schema?.properties ?? {}).map(([name, one]) => ({
    name,
    type: typeOf(one),
    required: schema?.required?.includes(name) === true,
    where,
  }))

function Fields(props: { title: string; rows: readonly FieldRow[] }): ReactElement | null {
  const t = useT()
  if (props.rows.length === 0) return null
  return (
    <div className="table-scroll">
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            <th scope="col">{t('api.type')}</th>
            <th scope="col">{t('api.where')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={`${row.where}${row.name}`}>
              <th scope="row" className="mono">
                {row.name}
                {row.required ? ' *' : ''}
              </th>
              <td className="mono api-type">{row.type}</td>
              <td className="muted">{row.where}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
