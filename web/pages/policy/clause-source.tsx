import type { ReactElement } from 'react'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'

/** The title as it is cited: without the state's name, brackets, subtitle and revision. */
const shortTitles = (title: string): string[] =>
  title
    .replaceAll(/[《》]/g, '')
    .split(/[::]|——|—/)
    .map((part) => part.replace(/^中华人民共和国/, '').replace(/[((].*[))]$/, ''))
    .filter((part) => part.length >= 4)

/** A clause as it is written beside a step, with a door to the document of the library that it names. */
export function ClauseSource({ clause }: { clause: string }): ReactElement {
  const { data } = useRead('listDocuments', {})
  const found = (data?.documents ?? []).find(({ title }) =>
    shortTitles(title.zh).some((short) => clause.includes(short)),
  )
  return found === undefined ? (
    <>{asWritten(clause)}</>
  ) : (
    <Go to={paths.document(found.id)}>{asWritten(clause)}</Go>
  )
}
