import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { language, say, semicolon } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { Maybe } from '../../ui/figures.tsx'
import { FilterText } from '../../ui/filters.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { useMay } from '../../session.tsx'
import { CountingNote } from './counting-note.tsx'
import { StartUnion } from '../founding/union-start.tsx'
import { useT as useFounding } from '../../locale/founding.ts'
import { FormUnion } from './form-union.tsx'
import { Pairings } from './pairings.tsx'

type Row = Out<'listUnions'>['rows'][number]

/** Unions, pairings, and where a union could be formed. */
export default function Unions(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listUnions', { q: search['q'], limit, offset })
  return (
    <div className="page">
      <PageHead
        title={t('unions.title')}
        sentence={
          list.data === undefined ? (
            '…'
          ) : (
            <>
              {t('unions.sentence', { n: list.data.total })}{' '}
              <CountingNote rule={list.data.countingRule} />
            </>
          )
        }
      />
      <DataTable
        name="unions"
        label={t('unions.title')}
        columns={columnsOf(t)}
        rows={list.data?.rows}
        rowKey={(row) => row.id}
        error={list.error}
        retry={() => void list.refetch()}
        {...(list.data === undefined ? {} : { total: list.data.total })}
        filters={<FilterText name="q" label={t('common.name')} />}
        serverExport={(format) =>
          download('exportUnions', { q: search['q'], format, language: language() })
        }
        empty={<Empty title={t('unions.none')} />}
      />
      <Pairings />
      <Proposals />
    </div>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'name',
      title: t('unions.name'),
      cell: (row) => (
        <>
          <Go to={paths.union(row.id)}>{row.name}</Go>
          {row.belowSince === null ? null : <Tag tone="fail">{t('unions.below')}</Tag>}
          {row.endedOn === null ? null : <Tag>{t('unions.ended')}</Tag>}
        </>
      ),
      text: (row) => row.name,
    },
    {
      key: 'seat',
      title: t('unions.seat'),
      cell: (row) => row.seat.name,
      text: (row) => row.seat.name,
    },
    {
      key: 'industry',
      title: t('coops.industry'),
      cell: (row) => <Maybe value={row.industry?.name} />,
      text: (row) => row.industry?.name ?? '',
    },
    {
      key: 'members',
      title: t('unions.members'),
      right: true,
      cell: (row) => row.members,
      text: (row) => String(row.members),
    },
    {
      key: 'votes',
      title: t('unions.votes'),
      right: true,
      cell: (row) => row.votes,
      text: (row) => String(row.votes),
    },
    {
      key: 'founded',
      title: t('unions.founded'),
      cell: (row) => row.foundedOn,
      text: (row) => row.foundedOn,
    },
  ]
}

function Proposals(): ReactElement {
  const t = useT()
  const list = useRead('proposeUnions', {})
  return (
    <Panel title={t('unions.proposals')} hint={t('unions.proposalsHint')}>
      <Loaded read={list} lines={2}>
        {(data) =>
          data.proposals.length === 0 ? (
            <p className="muted">{t('common.none')}</p>
          ) : (
            <ul className="stack plain-list">
              {data.proposals.slice(0, 12).map((proposal) => (
                <ProposalItem
                  key={`${proposal.town.id}${proposal.industry.id}`}
                  proposal={proposal}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function ProposalItem(props: {
  proposal: Out<'proposeUnions'>['proposals'][number]
}): ReactElement {
  const t = useT()
  const may = useMay()
  const founding = useFounding()
  const [forming, setForming] = useState(false)
  const [starting, setStarting] = useState(false)
  const { proposal } = props
  return (
    <li>
      <div className="row">
        <strong>
          {proposal.town.name} · {proposal.industry.name}
        </strong>
        <span className="muted">
          {proposal.reasons.map((reason) => say(reason)).join(semicolon())}
        </span>
        {may('startUnionFounding') ? (
          <button type="button" className="button-link" onClick={() => setStarting(true)}>
            {founding('ufound.start')}
          </button>
        ) : null}
        {may('formUnion') ? (
          <button type="button" className="button-link" onClick={() => setForming(true)}>
            {t('formUnion.title')}
          </button>
        ) : null}
      </div>
      <ul className="inline-list">
        {proposal.cooperatives.map((coop) => (
          <li key={coop.id}>
            <Go to={paths.coop(coop.id)}>{coop.name}</Go>
          </li>
        ))}
      </ul>
      {starting ? <StartUnion proposal={proposal} close={() => setStarting(false)} /> : null}
      {forming ? <FormUnion proposal={proposal} close={() => setForming(false)} /> : null}
    </li>
  )
}
