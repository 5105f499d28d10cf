import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useRead } from '../../query.ts'
import { useAsOf } from '../../ui/as-of.tsx'
import { Money } from '../../ui/figures.tsx'
import { Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'

type Production = Out<'listProduction'>

/** Land that came in, what is made, who works there. */
export function ProductionTab({ coopId }: { coopId: string }): ReactElement {
  const asOf = useAsOf()
  const production = useRead('listProduction', { coopId, asOf })
  return <Loaded read={production}>{(data) => <Content data={data} />}</Loaded>
}

function Content({ data }: { data: Production }): ReactElement {
  const t = useT()
  const nothing =
    data.parcels.length + data.products.length + data.jobs.length + data.contracts.length === 0
  if (nothing) return <Empty title={t('production.none')} />
  return (
    <div className="stack">
      <p className="sentence">
        {t('production.sentence', {
          parcels: data.parcels.length,
          area: data.parcelAreaMu,
          households: data.households,
          posts: data.posts,
          workers: data.workers,
          uninsured: data.uninsured,
        })}
      </p>
      <Parcels data={data} />
      <Products data={data} />
      <Jobs data={data} />
    </div>
  )
}

/** A plain table under a title; nothing at all without rows. */
function Rows(props: {
  title: string
  head: readonly string[]
  right?: readonly number[]
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}): ReactElement | null {
  if (props.rows.length === 0) return null
  const side = (index: number) => (props.right?.includes(index) === true ? 'num' : undefined)
  return (
    <Panel title={props.title}>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              {props.head.map((title, index) => (
                <th key={title} scope="col" className={side(index)}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.key}>
                {row.cells.map((cell, index) => (
                  <td key={props.head[index]} className={side(index)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Parcels({ data }: { data: Production }): ReactElement {
  const t = useT()
  return (
    <Rows
      title={t('production.parcels')}
      head={[
        t('production.place'),
        t('production.certificate'),
        t('persons.household'),
        t('production.holder'),
        t('production.area'),
        t('common.from'),
      ]}
      right={[4]}
      rows={data.parcels.map((parcel) => ({
        key: parcel.id,
        cells: [
          parcel.place,
          <span key="c" className="mono">
            {parcel.certificateNumber}
          </span>,
          parcel.household?.number ?? '—',
          parcel.holder?.name ?? '—',
          parcel.areaMu,
          parcel.validFrom,
        ],
      }))}
    />
  )
}

function Products({ data }: { data: Production }): ReactElement {
  const t = useT()
  return (
    <Rows
      title={t('production.products')}
      head={[
        t('production.product'),
        t('production.brand'),
        t('production.certification'),
        t('production.yearly'),
      ]}
      right={[3]}
      rows={data.products.map((product) => ({
        key: product.id,
        cells: [
          product.name,
          product.brand ?? '—',
          product.certification ?? '—',
          product.yearlyQuantity === null ? '—' : `${product.yearlyQuantity} ${product.measure}`,
        ],
      }))}
    />
  )
}

function Jobs({ data }: { data: Production }): ReactElement {
  const t = useT()
  return (
    <>
      <Rows
        title={t('production.jobs')}
        head={[
          t('production.job'),
          t('production.posts'),
          t('production.filled'),
          t('production.pay'),
          t('production.season'),
        ]}
        right={[1, 2, 3]}
        rows={data.jobs.map((job) => ({
          key: job.id,
          cells: [
            job.title,
            job.posts,
            job.filled,
            <Money key="p" value={job.pay} />,
            job.season ?? '—',
          ],
        }))}
      />
      <Rows
        title={t('production.contracts')}
        head={[
          t('production.contract'),
          t('production.worker'),
          t('production.insured'),
          t('common.from'),
          t('common.to'),
        ]}
        rows={data.contracts.map((contract) => ({
          key: contract.id,
          cells: [
            contract.number,
            contract.worker?.name ?? '—',
            t(contract.insured ? 'common.yes' : 'common.no'),
            contract.validFrom,
            contract.validTo ?? t('common.open'),
          ],
        }))}
      />
    </>
  )
}
