import { saveBlob } from '../../ui/save-file.ts'
import { call, type In } from '../../api.ts'

export type TextFormat = In<'exportBooks'>['format']

/** The whole book as a text for other programs: asked for page by page, joined, handed to the browser. */
export async function saveBooks(coop: string, format: TextFormat): Promise<void> {
  const pages: string[] = []
  let name = ''
  let after: string | undefined
  do {
    const answer = await call('exportBooks', {
      coop,
      format,
      ...(after === undefined ? {} : { after }),
    })
    pages.push(answer.text)
    name = answer.name
    after = answer.next ?? undefined
  } while (after !== undefined)
  saveBlob(name, new Blob(pages, { type: 'text/plain;charset=utf-8' }))
}
