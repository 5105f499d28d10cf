import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { Mark } from '../../ui/line.tsx'
import { PageHead } from '../../ui/page.tsx'
import { PasswordForm } from './password-form.tsx'

/** Nothing else is open until the first password is replaced. */
export default function FirstPassword(): ReactElement {
  const t = useT()
  return (
    <main className="page-alone">
      <Mark size={40} />
      <PageHead title={t('password.first')} sentence={t('password.firstSentence')} />
      <PasswordForm />
    </main>
  )
}
