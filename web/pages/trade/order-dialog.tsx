import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/trade.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { readMicro, showMicro, writeMicro } from './figures.ts'
import { unitName } from './words.ts'

type OrderInput = In<'addOrders'>['orders'][number]

interface Step {
  readonly grade: string
  readonly step: string
}

interface Typed {
  readonly number: string
  readonly buyerId: string
  readonly productId: string
  readonly quality: string
  readonly kind: 'fixed' | 'graded'
  readonly price: string
  readonly steps: readonly Step[]
  readonly quantity: string
  readonly signedOn: string
  readonly dueOn: string
  readonly note: string
}

const START: Omit<Typed, 'signedOn'> = {
  number: '',
  buyerId: '',
  productId: '',
  quality: '',
  kind: 'fixed',
  price: '',
  steps: [{ grade: '', step: '' }],
  quantity: '',
  dueOn: '',
  note: '',
}

/** What a grade adds to the base, or takes off it, as the contract has it; null when it cannot be read. */
function readStep(typed: string): string | null {
  const bare = typed.trim().replace(/^\+/, '')
  const size = readMicro(bare.replace(/^-/, ''))
  if (size === null) return null
  return writeMicro(bare.startsWith('-') ? -size : size)
}

/** The price as data; null while something of it cannot be read. */
export function formulaOf(
  typed: Pick<Typed, 'kind' | 'price' | 'steps'>,
): OrderInput['formula'] | null {
  const price = readMicro(typed.price)
  if (price === null) return null
  if (typed.kind === 'fixed') return { kind: 'fixed', price: writeMicro(price) }
  const steps = typed.steps
    .filter(({ grade, step }) => grade.trim() !== '' || step.trim() !== '')
    .map(({ grade, step }) => ({ grade: grade.trim(), step: readStep(step) }))
  if (steps.length === 0) return null
  const read = steps.flatMap(({ grade, step }) =>
    grade === '' || step === null ? [] : [{ grade, step }],
  )
  return read.length < steps.length
    ? null
    : { kind: 'graded', base: writeMicro(price), steps: read }
}

function inputOf(coopId: string, typed: Typed): In<'addOrders'> | null {
  const formula = formulaOf(typed)
  const quantity = readMicro(typed.quantity)
  const missing = [
    typed.number,
    typed.buyerId,
    typed.productId,
    typed.quality,
    typed.signedOn,
    typed.dueOn,
  ].some((text) => text.trim() === '')
  if (missing || formula === null || quantity === null) return null
  return {
    coopId,
    orders: [
      {
        number: typed.number.trim(),
        buyerId: typed.buyerId,
        productId: typed.productId,
        quality: typed.quality.trim(),
        formula,
        quantity: writeMicro(quantity),
        signedOn: typed.signedOn as OrderInput['signedOn'],
        dueOn: typed.dueOn as OrderInput['dueOn'],
        note: typed.note.trim() === '' ? null : typed.note.trim(),
      },
    ],
  }
}

/** A new contract with a buyer. */
export function OrderDialog({
  coopId,
  close,
}: {
  coopId: string
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [typed, setTyped] = useState<Typed>({ ...START, signedOn: clock.today })
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  return (
    <WriteDialog
      wide
      title={t('orders.add')}
      confirm={t('orders.add')}
      verb="addOrders"
      input={inputOf(coopId, typed)}
      close={close}
      onDone={() => undefined}
      preview={() => <Notice tone="pass">{t('orders.ready')}</Notice>}
    >
      {(faults) => (
        <>
          <Parties coopId={coopId} typed={typed} set={set} faults={faults} />
          <FormulaFields typed={typed} set={set} />
          <TextArea
            label={t('common.note')}
            value={typed.note}
            onChange={(note) => set({ note })}
            rows={2}
          />
        </>
      )}
    </WriteDialog>
  )
}

interface PartProps {
  readonly typed: Typed
  readonly set: (part: Partial<Typed>) => void
}

function Parties(props: PartProps & { coopId: string; faults: FaultBook }): ReactElement {
  const t = useT()
  const { typed, set, coopId, faults } = props
  const buyers = useRead('listParties', { coopId, kind: 'counterparty', limit: 500 })
  const products = useRead('listProducts', { coopId })
  const product = products.data?.rows.find(({ id }) => id === typed.productId)
  return (
    <div className="form-grid">
      <TextField
        label={t('orders.number')}
        value={typed.number}
        onChange={(number) => set({ number })}
        error={faults.at('number')}
      />
      <SelectField
        label={t('orders.buyer')}
        value={typed.buyerId}
        placeholder={t('orders.choose')}
        onChange={(buyerId) => set({ buyerId })}
        options={(buyers.data?.rows ?? [])
          .filter(({ retired }) => !retired)
          .map(({ id, name }) => ({ value: id, label: name }))}
        hint={
          <>
            {t('orders.buyerHint')}{' '}
            <Go to={paths.bookPlace(coopId, 'parties')}>{t('orders.parties')}</Go>
          </>
        }
      />
      <SelectField
        label={t('grid.product')}
        value={typed.productId}
        placeholder={t('orders.choose')}
        onChange={(productId) => set({ productId })}
        options={(products.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={
          product === undefined
            ? t('orders.quantity')
            : t('orders.quantityIn', { unit: unitName(product.unit) })
        }
        value={typed.quantity}
        onChange={(quantity) => set({ quantity })}
        error={faults.at('quantity')}
        inputMode="decimal"
      />
      <TextField
        label={t('orders.quality')}
        value={typed.quality}
        onChange={(quality) => set({ quality })}
        error={faults.at('quality')}
      />
      <DayField
        label={t('orders.signed')}
        value={typed.signedOn}
        onChange={(signedOn) => set({ signedOn })}
      />
      <DayField label={t('orders.due')} value={typed.dueOn} onChange={(dueOn) => set({ dueOn })} />
    </div>
  )
}

/** One price, or a base with what each grade adds to it or takes off. */
function FormulaFields({ typed, set }: PartProps): ReactElement {
  const t = useT()
  return (
    <>
      <Segments
        legend={t('orders.formula')}
        titled
        value={typed.kind}
        options={(['fixed', 'graded'] as const).map((value) => ({
          value,
          label: t(`orders.formula.${value}`),
        }))}
        onChange={(kind) => set({ kind })}
      />
      <TextField
        label={t(typed.kind === 'fixed' ? 'orders.price' : 'orders.base')}
        value={typed.price}
        onChange={(price) => set({ price })}
        inputMode="decimal"
      />
      {typed.kind === 'fixed' ? null : <StepTable typed={typed} set={set} />}
    </>
  )
}

function StepTable({ typed, set }: PartProps): ReactElement {
  const t = useT()
  const change = (at: number, part: Partial<Step>): void =>
    set({ steps: typed.steps.map((step, i) => (i === at ? { ...step, ...part } : step)) })
  return (
    <table className="table table-small steps-table">
      <thead>
        <tr>
          <th scope="col">{t('grid.grade')}</th>
          <th scope="col">{t('orders.step')}</th>
          <th scope="col" className="num">
            {t('orders.gradePrice')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {typed.steps.map((step, at) => (
          <StepRow
            key={at}
            at={at}
            step={step}
            base={readMicro(typed.price)}
            change={(part) => change(at, part)}
            remove={() => set({ steps: typed.steps.toSpliced(at, 1) })}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>
            <button
              type="button"
              className="button"
              onClick={() => set({ steps: [...typed.steps, { grade: '', step: '' }] })}
            >
              <Icon name="add" /> {t('orders.addGrade')}
            </button>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

function StepRow(props: {
  at: number
  step: Step
  base: bigint | null
  change: (part: Partial<Step>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { at, step, base, change } = props
  const added = readStep(step.step)
  const size = readMicro(added?.replace('-', '') ?? '') ?? 0n
  const price =
    base === null || added === null ? null : added.startsWith('-') ? base - size : base + size
  return (
    <tr>
      <td>
        <input
          className="input"
          aria-label={t('orders.gradeAt', { n: at + 1 })}
          value={step.grade}
          onChange={(event) => change({ grade: event.target.value })}
        />
      </td>
      <td>
        <input
          className="input"
          inputMode="decimal"
          aria-label={t('orders.stepAt', { n: at + 1 })}
          placeholder="0.5 / -0.3"
          value={step.step}
          onChange={(event) => change({ step: event.target.value })}
        />
      </td>
      <td className="num">{price === null ? '—' : showMicro(writeMicro(price))}</td>
      <td>
        <button
          type="button"
          className="button-plain"
          aria-label={say({ zh: `删除第 ${at + 1} 行`, en: `Remove row ${at + 1}` })}
          onClick={() => props.remove()}
        >
          <Icon name="close" />
        </button>
      </td>
    </tr>
  )
}
