import { type ReactElement, useState } from 'react'
import { text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/spending.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Money, showInstant } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { LimitEditor } from './limit-editor.tsx'
import { PrintPair } from './paperwork.tsx'
import { BASIS_WORDS, CLASS_WORDS, KIND_WORDS, ORGAN_WORDS, READING_WORDS } from './words.ts'
import '../../ui/stack-table.css'
import './spending.css'

/** The length of a window. */
const DAYS = text('天', ' days')

export type Matrix = Out<'readLimits'>

/** The matrix in force: who decides what from which amount on, on which basis, and what locks the books. */
export default function Limits(): ReactElement {
  const read = useRead('readLimits', {})
  return (
    <div className="page">
      <Loaded read={read} lines={10}>
        {(data) => <Content data={data} />}
      </Loaded>
    </div>
  )
}

function Content({ data }: { data: Matrix }): ReactElement {
  const t = useT()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <>
      <PageHead
        title={t('limits.title')}
        marks={
          <Tag {...(data.origin === 'county' ? { tone: 'pass' as const } : {})}>
            {t(data.origin === 'county' ? 'limits.county' : 'limits.shipped')}
          </Tag>
        }
        sentence={t('limits.sentence', { day: data.inUseFrom, source: data.source })}
        actions={
          editing ? null : (
            <>
              {may('saveLimits') ? (
                <button
                  type="button"
                  className="button button-primary"
                  onClick={() => setEditing(true)}
                >
                  {t('limits.edit')}
                </button>
              ) : null}
              <PrintPair verb="printLimits" input={{}} title={t('limits.title')} />
            </>
          )
        }
      />
      {editing ? (
        <LimitEditor data={data} close={() => setEditing(false)} />
      ) : (
        <>
          <Panel title={t('limits.title')} hint={t('limits.lockHint')}>
            <MatrixTable data={data} />
          </Panel>
          <Terms data={data} />
        </>
      )}
      <Versions data={data} />
    </>
  )
}

function MatrixTable({ data }: { data: Matrix }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table limit-table stack-table">
        <caption className="visually-hidden">{t('limits.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('limits.organ')}</th>
            <th scope="col">{t('limits.what')}</th>
            <th scope="col" className="num">
              {t('limits.from')}
            </th>
            <th scope="col" className="num">
              {t('limits.below')}
            </th>
            <th scope="col">{t('limits.readings')}</th>
            <th scope="col">{t('limits.basis')}</th>
            <th scope="col">{t('limits.lock')}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, i) => (
            <tr key={i}>
              <th scope="row">{say(ORGAN_WORDS[row.organ])}</th>
              <td data-title={t('limits.what')}>
                {say(KIND_WORDS[row.kind])}
                {row.classes.length === 0
                  ? ''
                  : `:${row.classes.map((one) => say(CLASS_WORDS[one])).join('、')}`}
              </td>
              <td className="num" data-title={t('limits.from')}>
                <Money value={row.from} />
              </td>
              <td className="num" data-title={t('limits.below')}>
                {row.below === null ? '—' : <Money value={row.below} />}
              </td>
              <td data-title={t('limits.readings')}>
                {row.kind === 'contract'
                  ? '—'
                  : row.readings
                      .map((one) =>
                        one === 'payee'
                          ? `${say(READING_WORDS[one])}(${row.windowDays}${say(DAYS)})`
                          : say(READING_WORDS[one]),
                      )
                      .join('、')}
              </td>
              <td data-title={t('limits.basis')}>{say(BASIS_WORDS[row.basis])}</td>
              <td data-title={t('limits.lock')}>
                {row.lock ? <Tag tone="accent">{t('limits.lock')}</Tag> : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Terms({ data }: { data: Matrix }): ReactElement {
  const t = useT()
  const { terms } = data
  return (
    <Panel
      title={t('limits.terms')}
      extra={<Go to={paths.rule('SPEND-FROM')}>{t('limits.inUse')}</Go>}
    >
      <Facts
        columns={3}
        facts={[
          { label: t('limits.quotesFrom'), value: <Money value={terms.quotesFrom} /> },
          { label: t('limits.quotesLeast'), value: terms.quotesLeast },
          { label: t('limits.emergencyDays'), value: terms.emergencyDays },
          { label: t('limits.expiryDays'), value: terms.expiryDays },
          { label: t('limits.factorMedium'), value: terms.risk.factorMedium },
          { label: t('limits.factorHigh'), value: terms.risk.factorHigh },
          { label: t('limits.totalMedium'), value: terms.risk.totalMedium },
          { label: t('limits.totalHigh'), value: terms.risk.totalHigh },
        ]}
      />
    </Panel>
  )
}

function Versions({ data }: { data: Matrix }): ReactElement | null {
  const t = useT()
  if (data.versions.length === 0) return null
  return (
    <Panel title={t('limits.versions')}>
      <ul className="due-list">
        {data.versions.toReversed().map((version) => (
          <li key={`${version.validFrom}${version.recordedAt}`}>
            <span className="nowrap">{version.validFrom}</span>
            <span>{asWritten(version.recordedBy)}</span>
            <span>{asWritten(version.source)}</span>
            <span className="muted small nowrap">{showInstant(version.recordedAt)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
