import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { In, Out, VerbName } from '../../api.ts'
import { readOptions } from '../../query.ts'

const EVERY = 5 * 60 * 1_000

/** A read that keeps itself up to date while the screen hangs on a wall. */
export function useWatched<V extends VerbName>(verb: V, input: In<V>, enabled = true) {
  return useQuery<Out<V>, Error, Out<V>, readonly unknown[]>({
    ...readOptions(verb, input),
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
    refetchIntervalInBackground: true,
    retry: 2,
  })
}
