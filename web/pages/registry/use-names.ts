import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'

/** The county's kinds of co-op as options and as a name by code. */
export function useKinds(): {
  options: readonly { value: string; label: string }[]
  nameOf: (code: string) => string
} {
  const kinds = useRead('listCoopKinds', {}, { fresh: Number.POSITIVE_INFINITY })
  const options = (kinds.data?.kinds ?? []).map((kind) => ({
    value: kind.code,
    label: say(kind.name),
  }))
  const names = new Map(options.map((option) => [option.value, option.label]))
  return { options, nameOf: (code) => names.get(code) ?? code }
}
