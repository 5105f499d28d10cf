import type { ReactElement } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useAsOf } from '../../ui/as-of.tsx'
import { Money, showPercent } from '../../ui/figures.tsx'
import { Facts, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'

type Assistance = Out<'readAssistance'>

/** The co-op's assistance shares: the fund, its terms, and who benefits. */
export function AssistanceTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const asOf = useAsOf()
  const assistance = useRead('readAssistance', { coopId, asOf })
  return (
    <Loaded read={assistance}>
      {(data) =>
        data.funds.length === 0 ? (
          <Empty title={t('assist.none')} />
        ) : (
          <div className="stack">
            {data.funds.map((fund) => (
              <Fund key={fund.id} fund={fund} data={data} />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function Fund(props: { fund: Assistance['funds'][number]; data: Assistance }): ReactElement {
  const t = useT()
  const { fund, data } = props
  const people = data.beneficiaries.filter((one) => one.fundId === fund.id)
  return (
    <Panel title={t('common.of', { what: data.term, name: fund.name })}>
      <Facts
        columns={2}
        facts={[
          { label: t('assist.source'), value: fund.fundSource },
          { label: t('assist.document'), value: fund.fundDocument },
          { label: t('assist.titleOwner'), value: fund.titleOwner },
          { label: t('assist.amount'), value: <Money value={fund.amount} /> },
          { label: t('assist.units'), value: `${fund.unitsGiven} / ${fund.units}` },
          {
            label: t('assist.guaranteed'),
            value:
              fund.guaranteedRate === null ? t('common.none') : showPercent(fund.guaranteedRate),
          },
          { label: t('assist.floating'), value: t(fund.floating ? 'common.yes' : 'common.no') },
          {
            label: t('assist.cap'),
            value: fund.cap === null ? t('common.none') : <Money value={fund.cap} />,
          },
          { label: t('assist.conversion'), value: fund.conversionRule },
          { label: t('assist.term'), value: `${fund.from} – ${fund.to ?? t('common.open')}` },
        ]}
      />
      <h3 className="panel-sub">
        {t('assist.beneficiaries')} · {fund.households} {t('common.households')} {fund.persons}{' '}
        {t('common.people')}
      </h3>
      <Beneficiaries rows={people} />
    </Panel>
  )
}

function Beneficiaries(props: { rows: Assistance['beneficiaries'] }): ReactElement {
  const t = useT()
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('assist.beneficiary')}</th>
            <th scope="col" className="num">
              {t('assist.persons')}
            </th>
            <th scope="col" className="num">
              {t('assist.units')}
            </th>
            <th scope="col">{t('assist.priority')}</th>
            <th scope="col">{t('assist.term')}</th>
            <th scope="col">{t('assist.checkedOn')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td className="num">{row.persons}</td>
              <td className="num">{row.units}</td>
              <td>{t(`assist.priority.${row.priority}`)}</td>
              <td>
                {row.from} – {row.to ?? t('common.open')}
              </td>
              <td>{row.checkedOn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
