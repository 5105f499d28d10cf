import { type ReactElement, useEffect } from 'react'
import { useT } from '../../locale/ledger.ts'
import { useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Segments } from '../../ui/segments.tsx'
import { Loaded } from '../../ui/state.tsx'
import { Paper } from '../shares/register-print.tsx'
import { useCoopId } from './book-frame.tsx'
import { useVoucherId } from './voucher.tsx'
import { VoucherPaper } from './voucher-paper.tsx'
import { voucherLabel } from './words.ts'
import './ledger.css'

const SHEETS = ['A5', 'A4'] as const

/** A voucher for the binder: A5 across, or on A4. */
export default function VoucherPrint(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const voucherId = useVoucherId()
  const [search, change] = useUrl()
  const sheet = search['sheet'] === 'A4' ? 'A4' : 'A5'
  const voucher = useRead('readVoucher', { coopId, voucherId })
  const books = useRead('listBooks', { unitId: coopId, limit: 1 })
  usePageSize(sheet === 'A4' ? 'A4 portrait' : 'A5 landscape')
  return (
    <Paper back={paths.voucher(coopId, voucherId)}>
      <div className="paper-bar no-print">
        <Segments
          legend={t('voucher.sheet')}
          value={sheet}
          options={SHEETS.map((value) => ({ value, label: value }))}
          onChange={(value) => change({ sheet: value })}
        />
      </div>
      <Loaded read={voucher}>
        {(data) => (
          <>
            <h1 className="visually-hidden">{voucherLabel(data)}</h1>
            <VoucherPaper voucher={data} coopName={books.data?.rows[0]?.name ?? ''} />
          </>
        )}
      </Loaded>
    </Paper>
  )
}

/** The sheet the printer is asked for: a page rule that lives as long as this page. */
export function usePageSize(size: string): void {
  useEffect(() => {
    const rule = new CSSStyleSheet()
    rule.replaceSync(`@page { size: ${size}; margin: 10mm 12mm; }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rule]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rule)
    }
  }, [size])
}
