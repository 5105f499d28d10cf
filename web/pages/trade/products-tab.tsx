import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { showMicro } from './figures.ts'
import { ProductDialog } from './product-dialog.tsx'
import { POSTED_AS_WORDS, type Product, unitName } from './words.ts'

/** What the co-op trades in: unit, price offered, what it had cost, how it is booked and weighed. */
export function ProductsTab({ coopId }: { coopId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const [search] = useUrl()
  const [open, setOpen] = useState<Product | 'new' | null>(null)
  const read = useRead('listProducts', {
    coopId,
    search: search['search'],
    retired: search['retired'] === 'true' ? 'true' : undefined,
  })
  return (
    <div className="data-table">
      <div className="data-bar no-print">
        <div className="data-filters">
          <FilterText name="search" label={t('products.find')} />
          <FilterSelect
            name="retired"
            label={t('products.shown')}
            all={t('products.inUse')}
            options={[{ value: 'true', label: t('products.withRetired') }]}
          />
        </div>
        {may('addProducts') ? (
          <button type="button" className="button button-primary" onClick={() => setOpen('new')}>
            <Icon name="add" /> {t('products.add')}
          </button>
        ) : null}
      </div>
      <Loaded read={read} lines={6}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty title={t('products.none')} hint={t('products.noneHint')} />
          ) : (
            <ProductRows coopId={coopId} rows={data.rows} onTerms={setOpen} />
          )
        }
      </Loaded>
      {open === null ? null : (
        <ProductDialog
          key={open === 'new' ? 'new' : open.id}
          coopId={coopId}
          product={open === 'new' ? null : open}
          close={() => setOpen(null)}
        />
      )}
    </div>
  )
}

interface ProductRowsProps {
  readonly coopId: string
  readonly rows: readonly Product[]
  readonly onTerms: (product: Product) => void
}

function ProductRows(props: ProductRowsProps): ReactElement {
  const t = useT()
  const retire = useAct('retireProduct')
  const { clock } = useMe()
  const { coopId } = props
  const flip = (product: Product): void => {
    const on = product.retiredOn === null ? (clock.today as In<'retireProduct'>['on']) : null
    retire.mutate({ input: { coopId, productId: product.id, on } })
  }
  return (
    <>
      {retire.error === null ? null : <Refused error={retire.error} write />}
      <div className="table-scroll" tabIndex={0} role="group" aria-label={t('tab.products')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('grid.product')}</th>
              <th scope="col">{t('products.unit')}</th>
              <th scope="col" className="num">
                {t('products.price')}
              </th>
              <th scope="col" className="num wide-only">
                {t('products.cost')}
              </th>
              <th scope="col" className="num wide-only">
                {t('products.weight')}
              </th>
              <th scope="col" className="wide-only">
                {t('products.booked')}
              </th>
              <th scope="col" className="wide-only">
                {t('products.since')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {props.rows.map((product) => (
              <ProductRow
                key={product.id}
                {...props}
                product={product}
                busy={retire.isPending}
                onFlip={flip}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function ProductRow(
  props: ProductRowsProps & {
    product: Product
    busy: boolean
    onFlip: (product: Product) => void
  },
): ReactElement {
  const t = useT()
  const may = useMay()
  const { coopId, product } = props
  return (
    <tr>
      <th scope="row">
        {asWritten(product.name)}
        {product.retiredOn === null ? null : (
          <Tag>{t('products.retiredOn', { day: product.retiredOn })}</Tag>
        )}
      </th>
      <td>{unitName(product.unit)}</td>
      <td className="num">{product.price === null ? '—' : showMicro(product.price)}</td>
      <td className="num wide-only">{product.cost === null ? '—' : showMicro(product.cost)}</td>
      <td className="num wide-only">{product.weight.replace(/\/1$/, '')}</td>
      <td className="wide-only">
        {product.postedAs === null ? t('products.usual') : say(POSTED_AS_WORDS[product.postedAs])}
        {product.accounts.length === 0 ? null : (
          <span className="muted small"> {product.accounts.join(comma())}</span>
        )}
      </td>
      <td className="nowrap wide-only">
        {product.validFrom ?? t('products.later')}
        {product.history.length > 1 ? (
          <span className="muted small">
            {' '}
            {t('products.versions', { n: product.history.length })}
          </span>
        ) : null}
      </td>
      <td>
        <span className="trade-acts">
          {may('setProductTerms') ? (
            <button type="button" className="button-link" onClick={() => props.onTerms(product)}>
              {t('products.setPrice')}
              <span className="visually-hidden"> {product.name}</span>
            </button>
          ) : null}
          <Go to={paths.trade(coopId, { tab: 'list', productId: product.id })}>
            {t('products.trades')}
          </Go>
          {may('retireProduct') ? (
            <button
              type="button"
              className="button-link"
              disabled={props.busy}
              onClick={() => props.onFlip(product)}
            >
              {t(product.retiredOn === null ? 'products.retire' : 'products.restore')}
              <span className="visually-hidden"> {product.name}</span>
            </button>
          ) : null}
        </span>
      </td>
    </tr>
  )
}
