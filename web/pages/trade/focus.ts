/** Puts the cursor into a named field: at once where it is drawn already, so that no key is lost on the way. */
export function focusField(root: HTMLElement | null, name: string): void {
  const take = (): boolean => {
    const field = root?.querySelector<HTMLInputElement>(`[name="${name}"]`)
    field?.focus()
    field?.select?.()
    return field !== null && field !== undefined
  }
  if (!take()) requestAnimationFrame(take)
}
