import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useT } from '../../locale/ledger.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { Field } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Facts, Notice, Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Loaded } from '../../ui/state.tsx'
import { BookFrame, useCoopId } from './book-frame.tsx'
import { VoucherPaper } from './voucher-paper.tsx'
import { showPeriod, voucherLabel, type VoucherRow } from './words.ts'

export const useVoucherId = (): string =>
  (useParams({ strict: false }) as { voucherId?: string }).voucherId ?? ''

/** One posted voucher: as its paper, with who signed it, its proof and what undid it. */
export default function VoucherPage(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const voucherId = useVoucherId()
  const read = useRead('readVoucher', { coopId, voucherId })
  const voucher = read.data
  return (
    <BookFrame
      place="vouchers"
      title={voucher === undefined ? t('voucher.title') : voucherLabel(voucher)}
      marks={voucher === undefined ? null : <Marks voucher={voucher} />}
      sentence={() =>
        voucher === undefined
          ? '…'
          : t('voucher.sentence', {
              day: voucher.onDate,
              summary: asWritten(voucher.summary),
              by: voucher.approvedBy,
              at: showInstant(voucher.postedAt),
            })
      }
      actions={voucher === undefined ? undefined : <Acts voucher={voucher} />}
    >
      {(book) => (
        <Loaded read={read} lines={10}>
          {(data) => (
            <>
              <Links voucher={data} />
              <VoucherPaper voucher={data} coopName={book.name} />
              <Proof voucher={data} />
            </>
          )}
        </Loaded>
      )}
    </BookFrame>
  )
}

function Marks({ voucher }: { voucher: VoucherRow }): ReactElement {
  const t = useT()
  return (
    <>
      {voucher.reversesId === null ? null : <Tag tone="fail">{t('voucher.red')}</Tag>}
      {voucher.reversedById === null ? null : <Tag>{t('voucher.reversed')}</Tag>}
    </>
  )
}

/** The other half of a reversal. */
function Links({ voucher }: { voucher: VoucherRow }): ReactElement | null {
  const t = useT()
  const { coopId, reversesId, reversedById } = voucher
  const other = reversesId ?? reversedById
  if (other === null) return null
  return (
    <Notice tone="info">
      {t(reversesId === null ? 'voucher.reversedBy' : 'voucher.reverses')}{' '}
      <Go to={paths.voucher(coopId, other)}>{t('voucher.openOther')}</Go>
    </Notice>
  )
}

function Acts({ voucher }: { voucher: VoucherRow }): ReactElement {
  const t = useT()
  const may = useMay()
  const [reversing, setReversing] = useState(false)
  const { coopId, id } = voucher
  const whole = voucher.reversesId === null && voucher.reversedById === null
  return (
    <>
      <Go to={paths.voucherPrint(coopId, id)} className="button">
        <Icon name="print" /> {t('common.print')}
      </Go>
      {may('saveDraft') && voucher.kind !== 'opening' ? (
        <Go to={paths.bookPlace(coopId, 'entry', { like: id })} className="button">
          {t('voucher.like')}
        </Go>
      ) : null}
      {may('draftReversal') && whole && voucher.kind !== 'opening' ? (
        <button type="button" className="button" onClick={() => setReversing(true)}>
          {t('voucher.reverse')}
        </button>
      ) : null}
      {reversing ? <Reverse voucher={voucher} close={() => setReversing(false)} /> : null}
    </>
  )
}

function Reverse({ voucher, close }: { voucher: VoucherRow; close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const [onDate, setOnDate] = useState<string>(clock.today)
  return (
    <ReasonDialog
      title={t('voucher.reverse')}
      confirm={t('voucher.reverseConfirm')}
      danger
      verb="draftReversal"
      input={(reason) => ({
        coopId: voucher.coopId,
        voucherId: voucher.id,
        onDate: onDate as never,
        reason,
      })}
      close={close}
      onDone={() => go(paths.bookPlace(voucher.coopId, 'drafts'))}
    >
      <p>{t('voucher.reverseBody', { label: voucherLabel(voucher) })}</p>
      <Field label={t('voucher.reverseOn')}>
        {(attributes) => <DateInput id={attributes.id} value={onDate} onChange={setOnDate} />}
      </Field>
    </ReasonDialog>
  )
}

function Proof({ voucher }: { voucher: VoucherRow }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('voucher.proof')} className="no-print">
      <Facts
        columns={2}
        facts={[
          { label: t('voucher.period'), value: showPeriod(voucher.period) },
          { label: t('voucher.postedAt'), value: showInstant(voucher.postedAt, 19) },
          { label: t('voucher.preparedBy'), value: voucher.preparedBy },
          { label: t('voucher.approvedBy'), value: voucher.approvedBy },
          ...(voucher.origin === null
            ? []
            : [
                {
                  label: t('voucher.origin'),
                  value: <span className="mono">{voucher.origin}</span>,
                },
              ]),
          ...(voucher.basis === null
            ? []
            : [{ label: t('voucher.approval'), value: <PaymentBasis voucher={voucher} /> }]),
          {
            label: t('voucher.hash'),
            value: <span className="mono hash">{voucher.hash}</span>,
          },
        ]}
      />
    </Panel>
  )
}

/** On what the payment rests: the request or contract to look at, or the decision with its law. */
function PaymentBasis({ voucher }: { voucher: VoucherRow }): ReactElement | null {
  const { basis, coopId } = voucher
  if (basis === null) return null
  const { kind, subjectId, source } = basis
  if (subjectId !== null) {
    const to = kind === 'contract' ? paths.contract : paths.spendingRequest
    return <Go to={to(subjectId, coopId)}>{say(basis.text)}</Go>
  }
  return (
    <>
      {kind === 'unapproved' ? <Tag tone="fail">{say(basis.text)}</Tag> : say(basis.text)}
      {source === null ? null : <span className="muted small"> {source}</span>}
    </>
  )
}
