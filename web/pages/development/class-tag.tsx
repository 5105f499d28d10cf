import type { ReactElement } from 'react'
import { useT } from '../../locale/development.ts'
import { say } from '../../locale/translate.ts'
import { Tag } from '../../ui/page.tsx'
import { CLASS_TONES, CLASS_WORDS, type CoopClass } from './words.ts'

/** A class as a tag. */
export const ClassTag = ({ of }: { of: CoopClass | null }): ReactElement => {
  const t = useT()
  if (of === null) return <Tag>{t('class.none')}</Tag>
  const tone = CLASS_TONES[of]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(CLASS_WORDS[of])}</Tag>
}
