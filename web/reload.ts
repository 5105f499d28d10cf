const TRIED = 'miaoqi.reloaded'

/**
 * After an update the old pages' files are gone: a page that asks for one is loaded anew, once. Without this a
 * desk that stood open over night would show an error at the first click.
 */
export function reloadAfterUpdate(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (sessionStorage.getItem(TRIED) === window.location.pathname) return
    sessionStorage.setItem(TRIED, window.location.pathname)
    event.preventDefault()
    window.location.reload()
  })
}
