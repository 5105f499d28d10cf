import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { useCoopNames } from './coop-names.ts'

type Row = Out<'countAssistance'>['rows'][number]
type Due = Out<'listAssistanceReview'>['beneficiaries'][number]

/** Assistance shares of one's scope: the totals, the co-ops, and who must be checked again. */
export default function Assistance(): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const counts = useRead('countAssistance', { asOf })
  const nameOf = useCoopNames(may('listCooperatives'))
  const { data } = counts
  return (
    <div className="page">
      <PageHead
        title={data === undefined ? t('nav.assistance') : t('assist.title', { term: data.term })}
        sentence={
          data === undefined
            ? '…'
            : t('assist.sentence', {
                coops: data.cooperatives,
                term: data.term,
                households: data.households,
                persons: data.persons,
                amount: showYuan(data.amount) ?? data.amount,
              })
        }
        actions={<AsOfPicker />}
      />
      {may('listAssistanceReview') ? <Review nameOf={nameOf} /> : null}
      <Panel title={t('assist.byCoop')}>
        <DataTable
          name="assistance"
          label={t('assist.byCoop')}
          columns={columnsOf(t, nameOf)}
          rows={data?.rows}
          rowKey={(row) => row.coopId}
          error={counts.error}
          retry={() => void counts.refetch()}
        />
      </Panel>
    </div>
  )
}

function columnsOf(t: DeskTranslate, nameOf: (id: string) => string): readonly Column<Row>[] {
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => (
        <Go to={paths.coop(row.coopId, { tab: 'assistance' })}>{nameOf(row.coopId)}</Go>
      ),
      text: (row) => nameOf(row.coopId),
    },
    {
      key: 'households',
      title: t('assist.households'),
      sort: 'households',
      compare: (a, b) => a.households - b.households,
      right: true,
      cell: (row) => row.households,
      text: (row) => String(row.households),
    },
    {
      key: 'persons',
      title: t('assist.persons'),
      sort: 'persons',
      compare: (a, b) => a.persons - b.persons,
      right: true,
      cell: (row) => row.persons,
      text: (row) => String(row.persons),
    },
    {
      key: 'amount',
      title: t('assist.amount'),
      right: true,
      cell: (row) => <Money value={row.amount} />,
      text: (row) => row.amount,
    },
  ]
}

function Review({ nameOf }: { nameOf: (id: string) => string }): ReactElement | null {
  const t = useT()
  const review = useRead('listAssistanceReview', { limit: 200 })
  if (review.data?.total === 0) return null
  return (
    <Panel
      title={t('assist.review')}
      hint={review.data === undefined ? '' : t('assist.reviewSentence', { n: review.data.total })}
    >
      <Loaded read={review} lines={3}>
        {(data) => <DueTable rows={data.beneficiaries} nameOf={nameOf} />}
      </Loaded>
    </Panel>
  )
}

function DueTable(props: { rows: readonly Due[]; nameOf: (id: string) => string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [confirming, setConfirming] = useState<Due | null>(null)
  return (
    <div className="table-scroll table-tall">
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('assist.beneficiary')}</th>
            <th scope="col">{t('common.coop')}</th>
            <th scope="col">{t('assist.due')}</th>
            <th scope="col">{t('assist.checkedOn')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('common.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>
                <Go to={paths.coop(row.coopId, { tab: 'assistance' })}>
                  {props.nameOf(row.coopId)}
                </Go>
              </td>
              <td>{t(`assist.due.${row.due}`)}</td>
              <td>{row.checkedOn}</td>
              <td className="num">
                {may('confirmBeneficiaries') && row.due === 'never_this_year' ? (
                  <button type="button" className="button-link" onClick={() => setConfirming(row)}>
                    {t('assist.confirm')}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {confirming === null ? null : (
        <ReasonDialog
          title={`${t('assist.confirmTitle')}:${confirming.name}`}
          confirm={t('assist.confirm')}
          verb="confirmBeneficiaries"
          input={(note) => ({
            coopId: confirming.coopId,
            beneficiaryIds: [confirming.id],
            note,
          })}
          close={() => setConfirming(null)}
        />
      )}
    </div>
  )
}
