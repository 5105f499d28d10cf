import { type ReactElement, useState } from 'react'
import { parseFraction } from '../../../src/kernel/fraction.ts'
import { parseYuan } from '../../../src/kernel/money.ts'
import { download, type Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { comma, language, useLanguage } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../navigation.tsx'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Money, Percent, showDay, showPercent, showYuan } from '../../ui/figures.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { CorrectHolder } from './correct-holder.tsx'
import { classLabel, formLabel, holderLabel } from './words.ts'

type Register = Out<'readRegister'>
type Row = Register['rows'][number]

/** Members and what each holds on the day of the page. */
export function RegisterTab(props: { coopId: string; register: Register }): ReactElement {
  const t = useT()
  const { register } = props
  const { totals } = register
  const may = useMay()
  const { clock } = useMe()
  const [query, setQuery] = useState('')
  const [correcting, setCorrecting] = useState<Row | null>(null)
  const correct = may('updateHolder') && register.asOf === clock.today
  const rows = register.rows.filter(
    (row) => query === '' || row.name.includes(query) || row.memberNumber.includes(query),
  )
  return (
    <div className="stack">
      <Intro register={register} />
      <DataTable
        name="register"
        label={t('coop.tab.register')}
        columns={[...columnsOf(t), ...(correct ? [actColumn(t, setCorrecting)] : [])]}
        rows={rows}
        rowKey={(row) => row.holderId}
        defaultSort="number"
        serverExport={(format) =>
          download('exportRegister', {
            coopId: props.coopId,
            asOf: register.asOf,
            format,
            language: language(),
          })
        }
        filters={
          <label className="filter filter-text">
            <span className="visually-hidden">{t('register.find')}</span>
            <input
              type="search"
              value={query}
              placeholder={t('register.find')}
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
        }
        empty={<Empty title={t('register.none')} hint={t('register.noneHint')} />}
        footer={
          <div className="row register-total">
            <strong>{t('register.total')}</strong>
            <span>
              {t('register.paid')} <Money value={totals.paid} />
            </span>
            <span>
              {t('register.promised')} <Money value={totals.promised} />
            </span>
            <span>
              {t('register.registered')} <Money value={totals.registered} />
            </span>
          </div>
        }
      />
      {correcting === null ? null : (
        <CorrectHolder
          coopId={props.coopId}
          row={correcting}
          names={new Map(register.rows.map((row) => [row.holderId, row.name]))}
          close={() => setCorrecting(null)}
        />
      )}
    </div>
  )
}

/** The register in one sentence, and whether it was found as it is. */
function Intro({ register }: { register: Register }): ReactElement {
  const t = useT()
  const zh = useLanguage() === 'zh'
  const { totals } = register
  return (
    <>
      <p className="sentence">
        {t('register.sentence', {
          day: showDay(register.asOf, 'paper', zh),
          members: totals.members,
          farmers: totals.farmers,
          households: totals.households,
          paid: showYuan(totals.paid) ?? totals.paid,
          promised: showYuan(totals.promised) ?? totals.promised,
        })}
      </p>
      {register.asFoundNote === null ? null : (
        <Notice tone="info">{t('register.asFound', { note: register.asFoundNote })}</Notice>
      )}
    </>
  )
}

const actColumn = (t: DeskTranslate, correct: (row: Row) => void): Column<Row> => ({
  key: 'acts',
  title: t('assist.acts'),
  cell: (row) =>
    row.leftOn === null ? (
      <button
        type="button"
        className="button-link"
        aria-label={t('holder.correctTitle', { name: row.name })}
        onClick={() => correct(row)}
      >
        {t('holder.correct')}
      </button>
    ) : null,
})

const byYuan = (pick: (row: Row) => string) => (a: Row, b: Row) => {
  const difference = (parseYuan(pick(a)) ?? 0n) - (parseYuan(pick(b)) ?? 0n)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const isHolder = (row: Row): boolean => parseFraction(row.share ?? '0/1')?.num !== 0n

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  const money = (key: 'paid' | 'promised' | 'registered', title: string, hidden = false) => ({
    key,
    title,
    sort: key,
    hidden,
    right: true,
    compare: byYuan((row) => row[key]),
    cell: (row: Row) => <Money value={row[key]} />,
    text: (row: Row) => row[key],
  })
  const forms = (row: Row): string =>
    row.contributions.map((one) => t(formLabel(one.form))).join(comma())
  return [
    {
      key: 'number',
      title: t('register.number'),
      sort: 'number',
      compare: (a, b) => (a.memberNumber < b.memberNumber ? -1 : 1),
      cell: (row) => <span className="mono">{row.memberNumber}</span>,
      text: (row) => row.memberNumber,
    },
    {
      key: 'name',
      title: t('register.name'),
      cell: (row) => (
        <>
          {row.personId === null ? row.name : <Go to={paths.person(row.personId)}>{row.name}</Go>}
          <Marks row={row} />
        </>
      ),
      text: (row) => row.name,
    },
    {
      key: 'class',
      title: t('register.class'),
      cell: (row) => t(classLabel(row.class)),
      text: (row) => t(classLabel(row.class)),
    },
    {
      key: 'kind',
      title: t('register.kind'),
      hidden: true,
      cell: (row) => t(holderLabel(row.kind)),
      text: (row) => t(holderLabel(row.kind)),
    },
    { key: 'forms', title: t('register.forms'), cell: forms, text: forms },
    money('paid', t('register.paid')),
    money('promised', t('register.promised')),
    money('registered', t('register.registered')),
    {
      key: 'share',
      title: t('register.share'),
      right: true,
      cell: (row) => (row.share === null || !isHolder(row) ? '—' : <Percent value={row.share} />),
      text: (row) => (row.share === null ? '' : showPercent(row.share, 4)),
    },
    ...unitColumns(t),
    {
      key: 'joined',
      title: t('register.joined'),
      sort: 'joined',
      compare: (a, b) => (a.joinedOn < b.joinedOn ? -1 : 1),
      cell: (row) => row.joinedOn,
      text: (row) => row.joinedOn,
    },
  ]
}

/** Internal units: what the charter counts beside the registered capital. */
function unitColumns(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'units',
      title: t('register.units'),
      right: true,
      hidden: true,
      cell: (row) => row.units,
      text: (row) => row.units,
    },
    {
      key: 'dividendUnits',
      title: t('register.dividendUnits'),
      right: true,
      hidden: true,
      cell: (row) => row.dividendUnits,
      text: (row) => row.dividendUnits,
    },
  ]
}

function Marks({ row }: { row: Row }): ReactElement {
  const t = useT()
  return (
    <>
      {row.branch?.committee === true ? (
        <Tag tone="accent">{t('coop.committee')}</Tag>
      ) : row.branch?.party === true ? (
        <Tag tone="accent">{t('coop.partyMember')}</Tag>
      ) : null}
      {row.relatedGroup === null ? null : (
        <Tag tone="depends">
          {t('register.group')} {row.relatedGroup}
        </Tag>
      )}
      {row.publicFunction ? <Tag tone="fail">{t('register.publicFunction')}</Tag> : null}
      {row.leftOn === null ? null : <Tag>{t('register.left')}</Tag>}
    </>
  )
}
