import type { ReactElement } from 'react'
import { type Text, text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Pages } from './pages.tsx'
import './ledger.css'

type Row = Out<'listDeskWarnings'>['rows'][number]

const KINDS: Readonly<Record<Row['kind'], Text>> = {
  negative_money: text('现金或银行为负', 'Cash or bank below zero'),
  months_open: text('逾期未结账', 'Months not closed in time'),
  abnormal_side: text('余额方向异常', 'Balance on the wrong side'),
  bank_unmatched: text('银行流水未勾对', 'Bank lines not matched'),
  advances: text('借支、暂付未清', 'Advances not cleared'),
  inbox: text('单据久未记账', 'Papers waiting long'),
  drafts: text('凭证未过账', 'Drafts not posted'),
  documents_missing: text('凭证缺附件', 'Vouchers without papers'),
}

const PAGE = 100

/** Where what a warning names is put right. */
const PLACES: Readonly<Record<string, string>> = {
  readChart: 'accounts',
  listBooks: 'periods',
  checkPeriod: 'periods',
  listDrafts: 'drafts',
  listBankLines: 'bank',
  listSourceDocuments: 'entry',
}

function doorOf(row: Row): string {
  const place = PLACES[row.door.verb]
  if (place !== undefined) return paths.bookPlace(row.coopId, place)
  const { rule, account } = row.door.input
  if (row.door.verb === 'listAuditPoints') return paths.auditPoints({ unitId: row.coopId, rule })
  return paths.book(row.coopId, { account })
}

/** What a desk with many books should look at today, worst first, each with its way there. */
export default function DeskWarnings(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const page = Math.max(1, Number(search['page'] ?? '1') || 1)
  const kinds = Object.keys(KINDS) as Row['kind'][]
  const read = useRead('listDeskWarnings', {
    unitId: search['unitId'],
    kind: kinds.find((kind) => kind === search['kind']),
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  const worst = (read.data?.kinds ?? [])
    .filter((one) => one.coops > 0)
    .toSorted((a, b) => b.coops - a.coops)
  return (
    <div className="page">
      <PageHead
        title={t('nav.deskWarnings')}
        sentence={
          read.data === undefined
            ? '…'
            : worst[0] === undefined
              ? t('warnings.none')
              : t('warnings.sentence', {
                  kinds: worst.length,
                  worst: say(KINDS[worst[0].kind]),
                  n: worst[0].coops,
                })
        }
      />
      <ul className="warning-kinds">
        {worst.map((one) => (
          <li key={one.kind}>
            <Go
              to={paths.deskWarnings({ kind: one.kind })}
              current={one.kind === search['kind'] ? 'page' : undefined}
            >
              <strong>{one.coops}</strong>
              <span>{say(KINDS[one.kind])}</span>
            </Go>
          </li>
        ))}
      </ul>
      <div className="data-table">
        <div className="data-filters no-print">
          <FilterSelect
            name="kind"
            label={t('warnings.kind')}
            options={kinds.map((value) => ({ value, label: say(KINDS[value]) }))}
          />
          <ClearFilters names={['kind', 'unitId']} />
        </div>
        <Loaded read={read} lines={8}>
          {(data) =>
            data.rows.length === 0 ? (
              <Empty title={t('warnings.none')} hint={t('warnings.noneHint')} />
            ) : (
              <>
                <Rows rows={data.rows} />
                <Pages total={data.total} page={page} size={PAGE} />
              </>
            )
          }
        </Loaded>
      </div>
    </div>
  )
}

function Rows({ rows }: { rows: readonly Row[] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('common.coop')}</th>
            <th scope="col">{t('warnings.what')}</th>
            <th scope="col" className="wide-only">
              {t('warnings.oldest')}
            </th>
            <th scope="col" className="num wide-only">
              {t('warnings.days')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.coopId}${row.kind}`}>
              <th scope="row">
                <Go to={paths.book(row.coopId)}>{row.coopName}</Go>
              </th>
              <td>{say(row.text)}</td>
              <td className="wide-only nowrap">{row.oldest ?? ''}</td>
              <td className="num wide-only">{row.days ?? ''}</td>
              <td>
                <Go to={doorOf(row)}>{t('periods.putRight')}</Go>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
