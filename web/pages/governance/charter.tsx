import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { call, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { TextArea } from '../../ui/field.tsx'
import { Notice, PageHead, Panel, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { useRested } from '../shares/draft.ts'
import { CharterActs } from './charter-acts.tsx'
import { CharterForm } from './charter-form.tsx'
import type { Charter } from './charter-words.ts'
import { CheckList } from './check-list.tsx'
import './governance.css'

type Read = Out<'readCharter'>
type Written = Pick<Read, 'clauses' | 'findings' | 'differences' | 'items'>
type OwnClauses = Read['ownClauses']

const TABS = ['parameters', 'clauses', 'diff', 'versions'] as const

/** The charter of a co-op: parameters within the law, the clauses made of them, what differs, every version. */
export default function CharterPage(): ReactElement {
  const t = useT()
  const { coopId = '' } = useParams({ strict: false })
  const [search] = useUrl()
  const charterId = search['version']
  const read = useRead('readCharter', {
    coopId,
    ...(charterId === undefined ? {} : { charterId }),
  })
  return (
    <div className="page">
      <Loaded read={read} lines={10}>
        {(data) => <Content key={data.shown?.charterId ?? 'new'} data={data} />}
      </Loaded>
      {read.data === undefined ? <PageHead title={t('c.title')} sentence="…" /> : null}
    </div>
  )
}

/** What the typed parameters would say, by the server's own rules, once the typing rests. */
function useTried(data: Read, parameters: Charter, ownClauses: OwnClauses): Written {
  const input = { coopId: data.coopId, parameters, ownClauses }
  const typed = JSON.stringify(input)
  const asked = useRested(typed, 350)
  const tried = useQuery({
    queryKey: ['tryCharter', asked],
    queryFn: ({ signal }) => call('tryCharter', JSON.parse(asked) as In<'tryCharter'>, { signal }),
    enabled: parameters !== data.parameters || ownClauses !== data.ownClauses,
    retry: false,
    placeholderData: (before) => before,
  })
  return tried.data ?? data
}

function Content({ data }: { data: Read }): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const [parameters, setParameters] = useState(data.parameters)
  const [own, setOwn] = useState(data.ownClauses)
  const written = useTried(data, parameters, own)
  const tab = TABS.find((one) => one === search['tab']) ?? 'parameters'
  const bad = written.findings.filter(({ outcome }) => outcome === 'fails')
  const touched = parameters !== data.parameters || own !== data.ownClauses
  return (
    <>
      <PageHead
        title={`${asWritten(data.coopName)} · ${t('c.title')}`}
        trail={[
          {
            key: 'coop',
            node: (
              <Go to={paths.coop(data.coopId, { tab: 'people' })}>{asWritten(data.coopName)}</Go>
            ),
          },
        ]}
        marks={
          data.shown === null ? null : (
            <Tag {...(data.shown.state === 'adopted' ? { tone: 'pass' as const } : {})}>
              {t('c.versionOf', { n: data.shown.version })}
            </Tag>
          )
        }
        sentence={<Sentence data={data} />}
        actions={<CharterActs data={data} parameters={parameters} own={own} touched={touched} />}
      />
      {bad.length === 0 ? null : <CheckList findings={bad} />}
      <Tabs
        label={t('c.title')}
        tabs={TABS.map((key) => ({ key, label: t(`c.${key}`) }))}
        current={tab}
        onChange={(key) => change({ tab: key === 'parameters' ? undefined : key })}
      />
      <TabPanel tab={tab}>
        {tab === 'parameters' ? (
          <CharterForm
            parameters={parameters}
            titles={written.differences}
            onChange={setParameters}
          />
        ) : null}
        {tab === 'clauses' ? <Clauses written={written} own={own} setOwn={setOwn} /> : null}
        {tab === 'diff' ? <Differences written={written} /> : null}
        {tab === 'versions' ? <Versions data={data} /> : null}
      </TabPanel>
    </>
  )
}

function Sentence({ data }: { data: Read }): ReactElement {
  const t = useT()
  const { current, shown } = data
  if (shown === null) return <>{t('c.sentence.none')}</>
  return (
    <>
      {current === null
        ? ''
        : t('c.sentence.current', { version: current.version, day: current.adoptedOn ?? '' })}{' '}
      {shown.state === 'draft' ? t('c.sentence.draft', { version: shown.version }) : ''}
    </>
  )
}

function Clauses(props: {
  written: Written
  own: OwnClauses
  setOwn: (own: OwnClauses) => void
}): ReactElement {
  const t = useT()
  const { written, own, setOwn } = props
  const [adding, setAdding] = useState<number | null>(null)
  const [typed, setTyped] = useState('')
  return (
    <div className="stack">
      <Notice tone="info">
        {t('c.notOfficial')} {t('c.locked')}
      </Notice>
      <div className="gov-clauses">
        {written.items.map((title, i) => (
          <section key={title.zh}>
            <h3>{t('c.item', { n: i + 1, title: say(title) })}</h3>
            {written.clauses
              .filter(({ item }) => item === i + 1)
              .map((clause) => (
                <p key={clause.number} className={clause.own ? 'gov-own' : ''}>
                  {clause.number}. {asWritten(clause.text)}{' '}
                  {clause.own ? (
                    <button
                      type="button"
                      className="button-link"
                      onClick={() => setOwn(own.filter(({ text }) => text !== clause.text))}
                    >
                      {t('a.remove')}
                    </button>
                  ) : null}
                </p>
              ))}
            {adding === i + 1 ? (
              <div className="stack-tight">
                <TextArea label={t('c.own')} value={typed} onChange={setTyped} rows={2} />
                <div>
                  <button
                    type="button"
                    className="button"
                    disabled={typed.trim() === ''}
                    onClick={() => {
                      setOwn([...own, { item: i + 1, text: typed.trim() }])
                      setTyped('')
                      setAdding(null)
                    }}
                  >
                    {t('v.countAdd')}
                  </button>
                </div>
              </div>
            ) : (
              <button type="button" className="button-link" onClick={() => setAdding(i + 1)}>
                {t('c.addOwn')}
              </button>
            )}
          </section>
        ))}
      </div>
    </div>
  )
}

function Differences({ written }: { written: Written }): ReactElement {
  const t = useT()
  const [only, setOnly] = useState(true)
  const rows = written.differences.filter((one) => !only || one.fromModel || one.changed)
  return (
    <div className="stack">
      <label className="check">
        <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
        {t('c.onlyDifferent')}
      </label>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('c.diff')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('c.param')}</th>
              <th scope="col">{t('c.value')}</th>
              <th scope="col">{t('c.model')}</th>
              <th scope="col">{t('c.before')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.path} className={one.changed ? 'row-binding' : ''}>
                <th scope="row">{say(one.title)}</th>
                <td>{asWritten(one.value) || '—'}</td>
                <td className="muted">{asWritten(one.model) || '—'}</td>
                <td>{one.before === null ? '—' : asWritten(one.before) || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Versions({ data }: { data: Read }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('c.versions')}>
      <ul className="plain-list">
        {data.versions.map((one) => (
          <li key={one.charterId}>
            <Go to={paths.charter(data.coopId, { version: one.charterId })}>
              {t('gov.number')} {one.version}
            </Go>{' '}
            <Tag {...(one.state === 'adopted' ? { tone: 'pass' as const } : {})}>
              {one.adoptedOn ?? one.state}
            </Tag>{' '}
            {asWritten(one.note)} {asWritten(one.document)}{' '}
            <span className="muted small">
              {one.draftedBy} <span className="mono">{one.hash.slice(0, 12)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
