import { message } from '../i18n';

/** The link to the page on which papers are imported and backed up. */
export function DataSection() {
  return (
    <section aria-labelledby="data">
      <h2 id="data">{message('page_data')}</h2>
      <p class="soft">{message('options_data_link_hint')}</p>
      <div class="card">
        <p class="row">
          <a href="/src/data/index.html">{message('options_data_link')}</a>
        </p>
      </div>
    </section>
  );
}
