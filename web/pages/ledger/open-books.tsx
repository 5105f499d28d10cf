import { type ReactElement, useState } from 'react'
import type { In } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { showPeriod } from './words.ts'

/** Opens books: of the named co-op, or of every co-op of the unit that has none. */
export function OpenBooks(props: {
  unitId: string
  /** Left out: those of the unit without books. */
  coopIds?: readonly string[]
}): ReactElement {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('books.open')}
      </button>
      {open ? <OpenDialog {...props} close={() => setOpen(false)} /> : null}
    </>
  )
}

/** Co-ops of the unit that keep no books yet. */
function useWithoutBooks(unitId: string, named: readonly string[] | undefined) {
  const enabled = named === undefined
  const coops = useRead('listCooperatives', { unitId, limit: 500 }, { enabled })
  const books = useRead('listBooks', { unitId, limit: 500 }, { enabled })
  if (named !== undefined) return named
  if (coops.data === undefined || books.data === undefined) return null
  const known = new Set(books.data.rows.map((book) => book.coopId))
  return coops.data.rows.map((coop) => coop.id).filter((id) => !known.has(id))
}

function OpenDialog(props: {
  unitId: string
  coopIds?: readonly string[]
  close: () => void
}): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const year = Number(clock.today.slice(0, 4))
  const [period, setPeriod] = useState(year * 100 + 1)
  const ids = useWithoutBooks(props.unitId, props.coopIds)
  const periods = [year - 1, year].flatMap((of) =>
    Array.from({ length: 12 }, (_, month) => of * 100 + month + 1),
  )
  const input: In<'openBooks'> | null =
    ids === null || ids.length === 0
      ? null
      : {
          unitId: props.unitId,
          books: ids.map((coopId) => ({ coopId, openedPeriod: period, appliedEarly: year < 2023 })),
        }
  return (
    <WriteDialog
      title={t('books.openTitle')}
      confirm={t('books.open')}
      verb="openBooks"
      input={input}
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone="pass">{t('books.openPreview', { n: answer.opened })}</Notice>
      )}
    >
      {() => (
        <>
          <SelectField
            label={t('books.openFrom')}
            hint={t('books.openHint')}
            value={String(period)}
            onChange={(value) => setPeriod(Number(value))}
            options={periods.map((one) => ({ value: String(one), label: showPeriod(one) }))}
          />
          {ids?.length === 0 ? <Notice tone="info">{t('books.allOpen')}</Notice> : null}
        </>
      )}
    </WriteDialog>
  )
}
