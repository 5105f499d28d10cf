import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty } from '../../ui/state.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Matches } from './matches.tsx'
import { optionsOf, RESOURCE_WORDS, SIDE_WORDS } from './words.ts'
import './help.css'

type Row = Out<'listResources'>['rows'][number]
type Side = Row['side']
type Act =
  | { readonly of: 'save'; readonly side: Side }
  | { readonly of: 'find' | 'close'; readonly row: Row }

/** 资源对接: who offers what, who needs what, and what fits together. */
export default function Resources(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const [act, setAct] = useState<Act | null>(null)
  const read = useRead('listResources', {
    unitId: search['unitId'],
    side: search['side'] as Side | undefined,
    kind: search['kind'] as Row['kind'] | undefined,
    open: search['open'] === 'true' ? 'true' : undefined,
    limit,
    offset,
  })
  const close = (): void => setAct(null)
  const { offers = 0, needs = 0 } = read.data ?? {}
  return (
    <div className="page">
      <PageHead
        title={t('resource.title')}
        sentence={read.data === undefined ? '…' : t('resource.sentence', { offers, needs })}
        actions={
          may('saveResource') ? (
            <>
              <button
                type="button"
                className="button"
                onClick={() => setAct({ of: 'save', side: 'need' })}
              >
                {t('resource.need')}
              </button>
              <button
                type="button"
                className="button button-primary"
                onClick={() => setAct({ of: 'save', side: 'offer' })}
              >
                {t('resource.offer')}
              </button>
            </>
          ) : null
        }
      />
      <DataTable
        name="help-resources"
        label={t('resource.title')}
        columns={useColumns(setAct)}
        rows={read.data?.rows}
        rowKey={(row) => row.resourceId}
        error={read.error}
        retry={() => void read.refetch()}
        busy={read.isPlaceholderData}
        empty={<Empty title={t('resource.none')} hint={t('resource.noneHint')} />}
        {...(read.data === undefined ? {} : { total: read.data.total })}
        filters={<Filters />}
      />
      {act?.of === 'save' ? <Save side={act.side} close={close} /> : null}
      {act?.of === 'find' ? <Matches need={act.row} close={close} /> : null}
      {act?.of === 'close' ? (
        <ReasonDialog
          title={`${t('resource.close')} · ${act.row.title}`}
          confirm={t('resource.close')}
          verb="closeResource"
          input={(why) => ({ unitId: act.row.unit.id, resourceId: act.row.resourceId, why })}
          close={close}
        />
      ) : null}
    </div>
  )
}

function Filters(): ReactElement {
  const t = useT()
  return (
    <>
      <FilterSelect name="side" label={t('resource.side')} options={optionsOf(SIDE_WORDS, say)} />
      <FilterSelect
        name="kind"
        label={t('resource.kind')}
        options={optionsOf(RESOURCE_WORDS, say)}
      />
      <FilterSelect
        name="open"
        label={t('resource.open')}
        options={[{ value: 'true', label: t('resource.openYes') }]}
      />
      <ScopeTag />
      <ClearFilters names={['side', 'kind', 'open', 'unitId']} />
    </>
  )
}

function TitleCell({ row }: { row: Row }): ReactElement {
  const t = useT()
  return (
    <div className="help-coop">
      <span>
        <strong>{asWritten(row.title)}</strong>{' '}
        {row.matched === 0 ? null : (
          <Tag tone="pass">{t('resource.matched', { n: row.matched })}</Tag>
        )}
      </span>
      <span className="muted small">{asWritten(row.detail)}</span>
      {row.closedWhy === null ? null : (
        <span className="muted small">{t('resource.closed', { why: row.closedWhy })}</span>
      )}
    </div>
  )
}

function useColumns(act: (act: Act) => void): readonly Column<Row>[] {
  const t = useT()
  const may = useMay()
  return [
    {
      key: 'side',
      title: t('resource.side'),
      width: 90,
      cell: (row) => (
        <Tag {...(row.side === 'need' ? { tone: 'depends' } : { tone: 'accent' })}>
          {say(SIDE_WORDS[row.side])}
        </Tag>
      ),
    },
    {
      key: 'title',
      title: t('resource.what'),
      text: (row) => row.title,
      cell: (row) => <TitleCell row={row} />,
    },
    { key: 'kind', title: t('resource.kind'), cell: (row) => say(RESOURCE_WORDS[row.kind]) },
    {
      key: 'industry',
      title: t('resource.industry'),
      cell: (row) => (row.industry === null ? t('resource.anyIndustry') : say(row.industry.name)),
    },
    {
      key: 'unit',
      title: t('resource.unit'),
      cell: (row) => asWritten(row.helper?.name ?? row.unit.name),
    },
    {
      key: 'acts',
      title: t('common.actions'),
      cell: (row) =>
        row.closedOn === null ? (
          <span className="row">
            {row.side === 'need' ? (
              <button
                type="button"
                className="button-link"
                onClick={() => act({ of: 'find', row })}
              >
                {t('resource.find')}
              </button>
            ) : null}
            {may('closeResource') ? (
              <button
                type="button"
                className="button-link"
                onClick={() => act({ of: 'close', row })}
              >
                {t('resource.close')}
              </button>
            ) : null}
          </span>
        ) : null,
    },
  ]
}

function Save({ side, close }: { side: Side; close: () => void }): ReactElement | null {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const [unit, setUnit] = useState<Picked | null>(
    own === null || side === 'need' ? null : { id: own.id, name: own.name },
  )
  const [kind, setKind] = useState<In<'saveResource'>['kind']>('technology')
  const [industryId, setIndustry] = useState('')
  const [title, setTitle] = useState('')
  const [detail, setDetail] = useState('')
  const [until, setUntil] = useState('')
  return (
    <WriteDialog
      title={t(side === 'need' ? 'resource.need' : 'resource.offer')}
      confirm={t('common.save')}
      verb="saveResource"
      input={
        unit === null || title.trim() === ''
          ? null
          : {
              unitId: unit.id,
              side,
              kind,
              industryId: industryId === '' ? null : industryId,
              title: title.trim(),
              detail: detail.trim(),
              until: until === '' ? null : until,
            }
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <UnitPicker label={t('resource.unit')} kind="coop" value={unit} onChange={setUnit} />
          <div className="columns-2">
            <SelectField
              label={t('resource.kind')}
              value={kind}
              options={optionsOf(RESOURCE_WORDS, say)}
              onChange={(value) => setKind(value as typeof kind)}
            />
            <IndustryField value={industryId} onChange={setIndustry} />
          </div>
          <TextField
            label={t('resource.what')}
            value={title}
            error={faults.at('title')}
            onChange={setTitle}
          />
          <TextArea label={t('resource.detail')} rows={3} value={detail} onChange={setDetail} />
          <DayField
            label={t('resource.until')}
            value={until}
            min={me.clock.today}
            onChange={setUntil}
          />
        </>
      )}
    </WriteDialog>
  )
}

function IndustryField(props: { value: string; onChange: (id: string) => void }): ReactElement {
  const t = useT()
  const industries = useRead('listIndustries', {})
  return (
    <SelectField
      label={t('resource.industry')}
      value={props.value}
      placeholder={t('resource.anyIndustry')}
      options={(industries.data?.industries ?? []).map(({ id, name }) => ({
        value: id,
        label: say(name),
      }))}
      onChange={props.onChange}
    />
  )
}
