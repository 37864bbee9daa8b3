import browser from '../ext';
import { message } from '../i18n';

/** Says which version this is, where the data is, and what the extension is allowed to do. */
export function About() {
  const { version, permissions = [], host_permissions, optional_host_permissions } = manifest();
  return (
    <section aria-labelledby="about">
      <h2 id="about">{message('options_about')}</h2>
      <div class="card">
        <p>{message('options_version', version)}</p>
        <p>{message('options_data')}</p>
        <p>
          <a href="/src/list/index.html" target="_blank" rel="noopener">
            {message('page_list')}
          </a>
        </p>
        <h3 id="permissions">{message('options_permissions')}</h3>
        <dl>
          {permissions.map((name) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{message(`options_permission_${name}`)}</dd>
            </div>
          ))}
          <Hosts patterns={host_permissions} text={message('options_permission_hosts')} />
          <Hosts
            patterns={optional_host_permissions}
            text={message('options_permission_optional_hosts')}
          />
        </dl>
        <p>{message('options_no_more')}</p>
      </div>
    </section>
  );
}

function Hosts({ patterns = [], text }: { patterns?: string[] | undefined; text: string }) {
  return (
    <div>
      {patterns.map((pattern) => (
        <dt key={pattern}>
          <code>{pattern}</code>
        </dt>
      ))}
      <dd>{text}</dd>
    </div>
  );
}

interface Manifest {
  readonly version: string;
  readonly permissions?: string[];
  readonly host_permissions?: string[];
  readonly optional_host_permissions?: string[];
}

/** Returns the manifest that is in force, which names what the browser granted. */
function manifest(): Manifest {
  return browser.runtime.getManifest();
}
