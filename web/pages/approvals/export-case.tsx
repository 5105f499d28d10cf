import { type ReactElement, useState } from 'react'
import { download } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** The case as files that anybody can check without the product. */
export function ExportCase({ caseId }: { caseId: string }): ReactElement | null {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('exportCase')) return null
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('case.export')}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('case.export')}>
        <p>{t('case.exportHint')}</p>
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            onClick={() => void download('exportCase', { caseId })}
          >
            {t('case.export')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => void download('readCaseVerifier', {})}
          >
            {t('case.exportPage')}
          </button>
        </div>
      </Dialog>
    </>
  )
}
