import { useQuery } from '@tanstack/react-query'
import { call, type In, isRefusal, type Out, type VerbName } from '../../api.ts'
import { say } from '../../locale/translate.ts'
import { useRested } from '../shares/draft.ts'

export interface Trial<V extends VerbName> {
  /** What the verb would answer; undefined while unknown. */
  readonly data: Out<V> | undefined
  readonly error: Error | null
  /** The answer is for what is typed now. */
  readonly current: boolean
}

/**
 * What a write would say, by a dry run of the verb itself, once the typing rests. `null`: not enough was
 * typed yet to ask. Nothing is kept: the input may hold numbers of a person.
 */
export function useTrial<V extends VerbName>(verb: V, input: In<V> | null): Trial<V> {
  const typed = input === null ? '' : JSON.stringify(input)
  const asked = useRested(typed, 350)
  const trial = useQuery<Out<V>>({
    queryKey: ['trial', verb, asked],
    queryFn: ({ signal }) => call(verb, JSON.parse(asked) as In<V>, { dryRun: true, signal }),
    enabled: asked !== '' && asked === typed,
    retry: false,
    gcTime: 0,
    staleTime: 0,
  })
  const current = asked === typed && !trial.isFetching
  if (asked === '' || asked !== typed) return { data: undefined, error: null, current }
  return { data: trial.data, error: trial.error, current }
}

/** Finds what was said of a place of the input, and notes that it found its field. */
export interface FaultBook {
  readonly at: (place: string) => string | null
  /** Faults that no field has shown. */
  readonly unplaced: () => number
}

/** The faults of a refusal by the end of their path: `number` finds `$.rows[0].number`. */
export function faultBook(error: unknown): FaultBook {
  const faults = isRefusal(error) ? error.faults : []
  const shown = new Set<string>()
  return {
    at: (place) => {
      const fault = faults.find(({ path }) => path === `$.${place}` || path.endsWith(`.${place}`))
      if (fault === undefined) return null
      shown.add(fault.path)
      return say(fault.text)
    },
    unplaced: () => faults.filter(({ path }) => !shown.has(path)).length,
  }
}
