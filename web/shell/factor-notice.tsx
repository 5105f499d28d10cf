import type { ReactElement } from 'react'
import { useT } from '../locale/desk.ts'
import { paths } from '../paths.ts'
import { Go } from '../navigation.tsx'
import { useMe } from '../session.tsx'
import { Notice } from '../ui/page.tsx'

/** Said on every page while a role waits for its second factor: why the menu is short, and the way out. */
export function FactorNotice(): ReactElement | null {
  const t = useT()
  const me = useMe()
  if (!me.secondFactor.asked || me.secondFactor.given) return null
  return (
    <Notice tone="depends">
      {t('shell.factorMissing')} <Go to={paths.me}>{t('shell.factorSetUp')}</Go>
    </Notice>
  )
}
