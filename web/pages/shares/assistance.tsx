import { type ReactElement, useState } from 'react'
import { text } from '../../../src/kernel/text.ts'
import type { Out } from '../../api.ts'
import { type DeskTranslate, useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { Money, showYuan } from '../../ui/figures.tsx'
import { PageHead, Panel } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { groupBy } from '../../ui/group-by.ts'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { EndBeneficiary } from './beneficiary-forms.tsx'
import { useCoopNames } from './coop-names.ts'

const PAYMENTS = text('收益发放', 'Payments')

type Row = Out<'countAssistance'>['rows'][number]
type Due = Out<'listAssistanceReview'>['beneficiaries'][number]

/** Assistance shares of one's scope: the totals, the co-ops, and who must be checked again. */
export default function Assistance(): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const [search] = useUrl()
  const unitId = search['unitId']
  const counts = useRead('countAssistance', { asOf, unitId })
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
        actions={
          <>
            {may('listAssistancePayments') ? (
              <Go to={paths.assistancePayments({ unitId })} className="button">
                {say(PAYMENTS)}
              </Go>
            ) : null}
            <AsOfPicker />
          </>
        }
      />
      {unitId === undefined ? null : (
        <div className="row">
          <ScopeTag />
        </div>
      )}
      {may('listAssistanceReview') ? <Review nameOf={nameOf} /> : null}
      <Panel title={t('assist.byCoop')}>
        <DataTable
          name="assistance"
          label={t('assist.byCoop')}
          columns={columnsOf(t)}
          rows={data?.rows}
          rowKey={(row) => row.coopId}
          error={counts.error}
          retry={() => void counts.refetch()}
        />
      </Panel>
    </div>
  )
}

function columnsOf(t: DeskTranslate): readonly Column<Row>[] {
  return [
    {
      key: 'coop',
      title: t('common.coop'),
      cell: (row) => <Go to={paths.coop(row.coopId, { tab: 'assistance' })}>{row.coopName}</Go>,
      text: (row) => row.coopName,
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
  const asOf = useAsOf()
  const [search] = useUrl()
  const review = useRead('listAssistanceReview', {
    asOf,
    unitId: search['unitId'],
    limit: 500,
  })
  if (review.data?.total === 0) return null
  return (
    <Panel
      title={t('assist.review')}
      hint={review.data === undefined ? '' : t('assist.reviewSentence', { n: review.data.total })}
    >
      <Loaded read={review} lines={3}>
        {(data) => <DueList rows={data.beneficiaries} nameOf={nameOf} />}
      </Loaded>
    </Panel>
  )
}

/** The beneficiaries due, a co-op at a time: one act confirms those that were checked together. */
function DueList(props: { rows: readonly Due[]; nameOf: (id: string) => string }): ReactElement {
  const groups = groupBy(props.rows, (row) => row.coopId)
  return (
    <div className="review">
      {Array.from(groups, ([coopId, rows]) => (
        <DueGroup key={coopId} coopId={coopId} rows={rows} name={props.nameOf(coopId)} />
      ))}
    </div>
  )
}

function DueGroup(props: { coopId: string; name: string; rows: readonly Due[] }): ReactElement {
  const t = useT()
  const may = useMay()
  const [confirming, setConfirming] = useState(false)
  const [ending, setEnding] = useState<Due | null>(null)
  const sound = props.rows.filter((row) => row.due === 'never_this_year')
  return (
    <details>
      <summary>
        <strong>{props.name}</strong>
        <span className="muted">{t('assist.dueHere', { n: props.rows.length })}</span>
      </summary>
      <div className="review-body">
        <DueTable rows={props.rows} onEnd={may('endBeneficiary') ? setEnding : null} />
        {may('confirmBeneficiaries') && sound.length > 0 ? (
          <div>
            <button
              type="button"
              className="button button-primary"
              onClick={() => setConfirming(true)}
            >
              {t('assist.confirmAll', { n: sound.length })}
            </button>
          </div>
        ) : null}
      </div>
      {ending === null ? null : (
        <EndBeneficiary coopId={props.coopId} beneficiary={ending} close={() => setEnding(null)} />
      )}
      {confirming ? (
        <ReasonDialog
          title={`${t('assist.confirmTitle')} · ${props.name}`}
          confirm={t('assist.confirmAll', { n: sound.length })}
          verb="confirmBeneficiaries"
          input={(note) => ({
            coopId: props.coopId,
            beneficiaryIds: sound.map((row) => row.id),
            note,
          })}
          close={() => setConfirming(false)}
        >
          <p>{t('assist.confirmBody')}</p>
          <p>{sound.map((row) => row.name).join(comma())}</p>
        </ReasonDialog>
      ) : null}
    </details>
  )
}

function DueTable(props: {
  rows: readonly Due[]
  onEnd: ((row: Due) => void) | null
}): ReactElement {
  const { rows, onEnd } = props
  const t = useT()
  return (
    <table className="table table-small">
      <thead>
        <tr>
          <th scope="col">{t('assist.beneficiary')}</th>
          <th scope="col" className="num">
            {t('assist.persons')}
          </th>
          <th scope="col">{t('assist.due')}</th>
          <th scope="col">{t('assist.checkedOn')}</th>
          {onEnd === null ? null : <th scope="col">{t('assist.acts')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            <td className="num">{row.persons}</td>
            <td>{t(`assist.due.${row.due}`)}</td>
            <td>{row.checkedOn}</td>
            {onEnd === null ? null : (
              <td>
                <button type="button" className="button-link" onClick={() => onEnd(row)}>
                  {t('assist.endOne')}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
