import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { comma, say } from '../../locale/translate.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { readMicro, showMicro, writeMicro } from './figures.ts'
import {
  POSTED_AS,
  POSTED_AS_WORDS,
  type PostedAs,
  type Product,
  type Unit,
  UNIT_WORDS,
  unitName,
  UNITS,
} from './words.ts'

interface Typed {
  readonly name: string
  readonly unit: Unit
  readonly validFrom: string
  readonly price: string
  readonly cost: string
  readonly weight: string
  readonly postedAs: PostedAs | null
  readonly accounts: string
}

const startOf = (product: Product | null, today: string): Typed => ({
  name: product?.name ?? '',
  unit: product?.unit ?? 'kg',
  validFrom: product === null ? `${today.slice(0, 4)}-01-01` : today,
  price: product?.price ?? '',
  cost: product?.cost ?? '',
  weight: (product?.weight ?? '1').replace(/\/1$/, ''),
  postedAs: product?.postedAs ?? null,
  accounts: product?.accounts.join(' ') ?? '',
})

type Terms = Omit<In<'setProductTerms'>['terms'][number], 'productId'>

/** An empty price is none; what cannot be read goes as it was typed, so that the server says so. */
const priceOf = (typed: string): string | null => {
  if (typed.trim() === '') return null
  const read = readMicro(typed)
  return read === null ? typed.trim() : writeMicro(read)
}

const termsOf = (typed: Typed): Terms => ({
  validFrom: typed.validFrom as Terms['validFrom'],
  price: priceOf(typed.price),
  cost: priceOf(typed.cost),
  weight: typed.weight.trim() === '' ? '1' : typed.weight.trim(),
  postedAs: typed.postedAs,
  accounts: typed.accounts.split(/[\s,，、]+/).filter((code) => code !== ''),
})

interface DialogProps {
  readonly coopId: string
  /** Null: a new one. */
  readonly product: Product | null
  readonly close: () => void
}

/** A new product, or the terms of one from a day on. */
export function ProductDialog(props: DialogProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { coopId, product, close } = props
  const [typed, setTyped] = useState(() => startOf(product, clock.today))
  const done = (): void => undefined
  const fields = (faults: FaultBook): ReactElement => (
    <Fields typed={typed} change={setTyped} product={product} faults={faults} />
  )
  if (product === null) {
    const input: In<'addProducts'> | null =
      typed.name.trim() === '' || typed.validFrom === ''
        ? null
        : {
            coopId,
            products: [{ name: typed.name.trim(), unit: typed.unit, ...termsOf(typed) }],
          }
    return (
      <WriteDialog
        wide
        title={t('products.add')}
        confirm={t('products.add')}
        verb="addProducts"
        input={input}
        close={close}
        onDone={done}
      >
        {fields}
      </WriteDialog>
    )
  }
  return (
    <WriteDialog
      wide
      title={t('products.termsTitle', { name: product.name })}
      confirm={t('products.termsDo')}
      verb="setProductTerms"
      input={{ coopId, terms: [{ productId: product.id, ...termsOf(typed) }] }}
      close={close}
      onDone={done}
    >
      {(faults) => (
        <>
          {fields(faults)}
          <History product={product} />
        </>
      )}
    </WriteDialog>
  )
}

interface FieldsProps {
  readonly typed: Typed
  readonly change: (typed: Typed) => void
  readonly product: Product | null
  readonly faults: FaultBook
}

function Fields(props: FieldsProps): ReactElement {
  const t = useT()
  const { typed, change, product, faults } = props
  const set = (part: Partial<Typed>): void => change({ ...typed, ...part })
  return (
    <div className="form-grid">
      {product === null ? (
        <>
          <TextField
            label={t('products.name')}
            value={typed.name}
            onChange={(name) => set({ name })}
            error={faults.at('name')}
            required
          />
          <SelectField
            label={t('products.unit')}
            value={typed.unit}
            onChange={(unit) => set({ unit: unit as Unit })}
            options={UNITS.map((value) => ({ value, label: say(UNIT_WORDS[value]) }))}
          />
        </>
      ) : null}
      <DayField
        label={t('products.from')}
        value={typed.validFrom}
        onChange={(validFrom) => set({ validFrom })}
        required
      />
      <TextField
        label={t('products.priceOf', { unit: unitName(typed.unit) })}
        hint={t('products.priceHint')}
        value={typed.price}
        onChange={(price) => set({ price })}
        error={faults.at('price')}
        inputMode="decimal"
      />
      <TextField
        label={t('products.costOf', { unit: unitName(typed.unit) })}
        hint={t('products.costHint')}
        value={typed.cost}
        onChange={(cost) => set({ cost })}
        error={faults.at('cost')}
        inputMode="decimal"
      />
      <BookingFields {...props} set={set} />
    </div>
  )
}

/** How it weighs in patronage and how it is booked. */
function BookingFields(props: FieldsProps & { set: (part: Partial<Typed>) => void }): ReactElement {
  const t = useT()
  const { typed, faults, set } = props
  const accountFault = typed.accounts
    .split(/[\s,，、]+/)
    .map((_, i) => faults.at(`accounts[${i}]`))
    .find((fault) => fault !== null)
  return (
    <>
      <TextField
        label={t('products.weight')}
        hint={t('products.weightHint')}
        value={typed.weight}
        onChange={(weight) => set({ weight })}
        error={faults.at('weight')}
      />
      <SelectField
        label={t('products.booked')}
        value={typed.postedAs ?? ''}
        placeholder={t('products.usual')}
        onChange={(postedAs) =>
          set({ postedAs: POSTED_AS.find((one) => one === postedAs) ?? null })
        }
        options={POSTED_AS.map((value) => ({ value, label: say(POSTED_AS_WORDS[value]) }))}
      />
      <TextField
        label={t('products.accounts')}
        hint={t('products.accountsHint')}
        value={typed.accounts}
        onChange={(accounts) => set({ accounts })}
        error={faults.at('accounts') ?? accountFault ?? null}
      />
    </>
  )
}

/** The prices so far, each from its day on. */
function History({ product }: { product: Product }): ReactElement {
  const t = useT()
  const unit = unitName(product.unit)
  return (
    <Notice tone="info">
      {t('products.history')}{' '}
      {product.history
        .map(({ validFrom, price }) =>
          t('products.historyOne', {
            day: validFrom,
            price: price === null ? '—' : showMicro(price),
            unit,
          }),
        )
        .join(comma())}
    </Notice>
  )
}
