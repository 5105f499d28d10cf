import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say, semicolon } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { Money } from '../../ui/figures.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Pages } from './pages.tsx'
import { periodsAround, showPeriod, voucherLabel, type VoucherRow } from './words.ts'
import './ledger.css'

type Points = Out<'listAuditPoints'>
type Row = Points['rows'][number]

const PAGE = 60

/** Vouchers worth a question, by rule: why each was picked, and what may be innocent about it. */
export default function AuditPoints(): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [search] = useUrl()
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const read = useRead('listAuditPoints', {
    unitId: search['unitId'],
    rule: search['rule'] as Row['rule'] | undefined,
    from: search['from'] === undefined ? undefined : Number(search['from']),
    to: search['to'] === undefined ? undefined : Number(search['to']),
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  const periods = periodsAround(clock.today)
    .filter((period) => period % 100 >= 1 && period % 100 <= 12)
    .toReversed()
    .map((one) => ({ value: String(one), label: showPeriod(one) }))
  return (
    <div className="page">
      <PageHead
        title={t('nav.auditPoints')}
        sentence={
          read.data === undefined
            ? '…'
            : t('points.sentence', {
                from: showPeriod(read.data.from),
                to: showPeriod(read.data.to),
                n: read.data.rules.reduce((sum, rule) => sum + rule.points, 0),
              })
        }
      />
      <Notice tone="info">{t('points.note')}</Notice>
      {read.data === undefined ? null : <Limits limits={read.data.limits} />}
      <div className="data-filters no-print">
        <FilterSelect
          name="rule"
          label={t('points.rule')}
          options={(read.data?.rules ?? []).map((rule) => ({
            value: rule.rule,
            label: `${say(rule.title)} ${rule.points}`,
          }))}
        />
        <FilterSelect name="from" label={t('common.from')} options={periods} />
        <FilterSelect name="to" label={t('common.to')} options={periods} />
        <ClearFilters names={['rule', 'from', 'to', 'unitId']} />
      </div>
      <Loaded read={read} lines={8}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('points.none')} hint={t('points.noneHint')} />
          ) : (
            <>
              <Groups points={data} />
              <Pages total={data.total} page={page} size={PAGE} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

/** The county's limits that the points rest on, each with its rule. */
function Limits({ limits }: { limits: Points['limits'] }): ReactElement {
  return (
    <ul className="inline-list small">
      {limits.map((limit) => (
        <li key={limit.rule}>
          <Go to={paths.rule(limit.rule)}>{say(limit.title)}</Go> <Money value={limit.amount} />
        </li>
      ))}
    </ul>
  )
}

/** The points of one rule together, under what may be innocent about all of them. */
function Groups({ points }: { points: Points }): ReactElement {
  const t = useT()
  const byRule = Map.groupBy(points.rows, (row) => row.rule)
  return (
    <>
      {points.rules
        .filter((rule) => byRule.has(rule.rule))
        .map((rule) => (
          <Panel key={rule.rule} title={say(rule.title)} hint={asWritten(rule.source)}>
            <p className="muted small panel-lead">
              {t('points.innocent')} {rule.innocent.map(say).join(semicolon())}
            </p>
            <ul className="points">
              {(byRule.get(rule.rule) ?? []).map((row, i) => (
                <Point key={i} row={row} />
              ))}
            </ul>
          </Panel>
        ))}
    </>
  )
}

function Point({ row }: { row: Row }): ReactElement {
  return (
    <li>
      <p>
        <Go to={paths.book(row.coopId)}>{row.coopName}</Go> — {say(row.reason)}
      </p>
      <ul className="inline-list small">
        {row.vouchers.map((voucher) => (
          <li key={voucher.id}>
            <Go to={paths.voucher(row.coopId, voucher.id)}>
              {voucherLabel({ kind: voucher.kind as VoucherRow['kind'], number: voucher.number })}
            </Go>{' '}
            {voucher.onDate} {asWritten(voucher.summary)} <Money value={voucher.amount} />
          </li>
        ))}
      </ul>
    </li>
  )
}
