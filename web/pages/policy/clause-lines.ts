import type { In } from '../../api.ts'

type Clause = In<'addDocument'>['clauses'][number]

/** Reads "number | Chinese | English" lines; the number of the first line that is not one. */
export function readClauses(text: string): { clauses: Clause[]; bad: number | null } {
  const clauses: Clause[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [number = '', zh = '', en = ''] = line.split(/[|｜]/).map((part) => part.trim())
    if (number === '' || zh === '' || en === '') return { clauses, bad: index + 1 }
    clauses.push({ number, gist: { zh, en } })
  }
  return { clauses, bad: null }
}
