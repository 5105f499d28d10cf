import type { ReactElement } from 'react'
import { useT } from '../locale/desk.ts'
import { paths } from '../paths.ts'
import { Go } from '../navigation.tsx'
import { PageHead } from '../ui/page.tsx'

/** An address that leads nowhere. */
export function NotFound(): ReactElement {
  const t = useT()
  return (
    <div className="page">
      <PageHead title={t('notFound.title')} sentence={t('notFound.body')} />
      <p>
        <Go to={paths.home} className="button">
          {t('shell.mainPage')}
        </Go>
      </p>
    </div>
  )
}
