/**
 * The bundled icons: names of files of the package simple-icons, each with the spellings of issuers that it stands for
 * besides its own name. Spellings are folded (see `brands.ts`) already: a cold background has no time for it. They are
 * those of `services-table.ts`, and of software that people run on hosts of their own; `test/core/brands.test.ts`
 * holds the two together.
 *
 * Not here: icons that the package no longer has because their owner did not want it, and those whose licence is no
 * free one. `name spelling spelling; name spelling; …`
 */
export const BRANDS_TABLE = `
1password; 2k taketwo; 500px; acm; activision callofduty; addydotio addyio anonaddy; adguard; adp; adyen;
airbnb; airtable; akamai linode akamaicloud linodemanager; algolia; alibabacloud aliyun; aliexpress;
allegro allegropl; americanexpress amex; anilist; anthropic; anydesk; apache apachesoftwarefoundation;
apacheguacamole guacamole; apple appleid appleaccount; archlinux; arlo; artstation; asana; atandt att;
atlassian atlassianaccount; audible; auth0; authelia; authentik; autodesk autodeskaccount; automattic;
avast; avm; backblaze; bandcamp; bankofamerica; barclays; basecamp 37signals;
battledotnet battlenet blizzard blizzardentertainment; bilibili; binance binancecom; bitbucket bitbucketorg;
bitdefender; bitly; bitwarden; blockchaindotcom blockchaincom blockchain blockchainwallet; bluesky;
bohemiainteractive; bookingdotcom bookingcom; bookstack; box boxcom; braintree braintreegateway;
brevo sendinblue; brex; britishairways; buffer; bugcrowd; buildkite; bungie bungienet;
bunnydotnet bunnynet bunnycdn; bunq; buymeacoffee; calendly; canonical; cashapp; chase jpmorganchase;
checkmk; chessdotcom chesscom; circleci; cisco ciscoid webex; citrix; civo; claude; clerk; clickup;
cloudflare cloudflarecom dashcloudflarecom; cloudron; cockroachlabs cockroachdb; coda; codeberg codebergorg;
codecademy; codecov; codesandbox; coinbase coinbasecom coinbasepro gdax coinbasecommerce; coinmarketcap;
commerzbank; confluence; contabo; coolify; corsair; coursera; cpanel; crunchyroll; cryptomator; cryptpad;
curseforge curse overwolf; dailymotion; dashlane; databricks; datadog; datev;
debian debiansso salsa salsadebianorg; deepl; deezer; deliveroo; dell delltechnologies; deutschebahn;
deutschebank; deutschetelekom telekom tonline; deviantart; dhl; diaspora diasporg; digitalocean; directus;
discogs; discord discordcom; discourse; disqus; disroot; docker dockerhub dockercom; doordash;
dropbox dropboxcom dropboxsign hellosign; drupal drupalorg; duckduckgo; duolingo;
ea electronicarts eaaccount; easyjet; ebay; edx; elastic; elasticcloud; element; enpass; ente;
envato themeforest; epicgames; equinixmetal; erpnext; esea; etsy; evernote; exoscale; expedia; expensify;
expressvpn; facebook facebookcom; faceit; fastly; fedex; figma; filen; firefox firefoxaccounts firefoxsync;
fitbit; fiverr; flickr; flydotio flyio; forgejo; fortinet; fortnite; frappe frappecloud; freelancer;
freenet freenetde; fritz fritzbox; g2a; galaxus digitec digitecgalaxus; gandi gandinet; garmin; ghost;
gitbook; gitea giteacom; github githubcom; gitlab gitlabcom; glassdoor; gmail googlemail; gmx;
gnome gnomegitlab; godaddy; gofundme; gogdotcom gog gogcom; goodreads;
google googleaccount googleaccounts googleworkspace gsuite; googlecloud; grafana grafanacloud grafanacom;
grammarly; gravatar; gumroad; gusto; hackerone; hackthebox htb;
hashicorp hashicorpcloudplatform hcp terraformcloud hcpterraform; helpscout;
hetzner hetzneronline hetznercloud hetzneraccounts; hey; hilton; homeassistant homeassistantcloud nabucasa;
hootsuite; hostinger hpanel; hp hpid; hsbc; huawei huaweiid; hubspot; huggingface; humblebundle; icinga;
icloud; ifttt; ikea; imgur; immich; indeed; infomaniak; instagram instagramcom; intel; intercom;
internetarchive archiveorg; intigriti; intuit turbotax; invoiceninja; ionos 11ionos; itchdotio itchio;
jellyfin; jenkins; jetbrains jetbrainsaccount; jfrog artifactory; jira; joomla; joplin; justeat; kaggle;
kakao kakaoaccount; kaspersky mykaspersky; kde kdeidentity kdeinvent; keeper keepersecurity; keycdn;
khanacademy; kibana; kick; kickstarter; kinsta mykinsta; klarna; klm; kofi; kubernetes; kucoin;
lastdotfm lastfm; lastpass; launchpad; leagueoflegends; leetcode; lemonsqueezy; lenovo lenovoid; letterboxd;
liberapay; lichess lichessorg; lidl; line; linear; linktree; livechat; livejournal; logmein goto; lufthansa;
lyft; mailchimp; maildotcom mailcom; maildotru mailru; mailgun; malwarebytes; marriott;
mastodon mastodonsocial mastodononline mstdnsocial masto fosstodon hachyderm infosecexchange chaossocial mastodonworld techhubsocial pawoo;
matomo; matrix matrixorg; mattermost; mcafee; mediafire; medium; meetup; mega meganz; mendeley; mercadopago;
meta metaforbusiness; metabase; migadu; mihoyo hoyoverse; mikrotik mikrotikcom; minds; miro; modrinth;
mongodb mongodbatlas mongodbcloud; monzo; moodle moodlecloud;
mozilla mozillaaccounts mozillaaccount mozillaaddons amo; musicbrainz; myanimelist; n26; n8n; namecheap;
namesilo; naver; neon; netcup netcupccp netcupscp; netflix; netgear; netlify; newegg; newrelic; nexon;
nextcloud; nextdns; ngrok; nicehash; nordvpn nordaccount; norton nortonlifelock; notion; npm npmjs npmjscom;
nubank; nuget; nvidia; o2; oculus metaquest; odnoklassniki okru; odoo odoocom; okta oktadeveloper oktacom;
okx okex; onlyfans; onlyoffice; opencollective; openmediavault; opensea; openstreetmap; opensuse; openvpn;
opnsense; opsgenie; orange; orcid; overleaf; ovh ovhcloud ovhcom; owncloud; packagist; paddle; pagerduty;
paloaltonetworks; pantheon; paperlessngx paperless; paradoxinteractive; passbolt passboltcloud; patreon;
paychex; payoneer; paypal paypalcom; peertube; peloton; personio; pfsense; phabricator; philipshue;
phpmyadmin; pihole; pinterest; pixelfed pixelfedsocial; planetscale; platformdotsh platformsh upsun;
plausibleanalytics plausible; playstation playstationnetwork psn sonyentertainmentnetwork; plesk;
plex plextv; porkbun; portainer; posthog; postman; prestashop; privateinternetaccess pia;
proton protonaccount protonpass; protondrive; protonmail; protonvpn; proxmox; pubg; pulumi;
pypi pypiorg testpypi testpypiorg; qnap qnapid; quickbooks; quora; railway; rakuten; rancher; razer razerid;
redbubble; reddit redditcom; redhat; redis rediscloud; redmine; render; replit; researchgate; revolut; ring;
riotgames; robinhood; roblox; rocketdotchat rocketchat; rockstargames rockstargamessocialclub; rollbar;
roundcube; rubygems rubygemsorg; rumble; rust cratesio; rustdesk; ryanair; samsung samsungaccount;
sap sapid sapuniversalid; scaleway onlinenet; seafile; sentry sentryio; shopee; shopify; shopware; signal;
simplelogin; snapchat; snowflake; snyk; sonarqubecloud sonarcloud; sonicwall; sonos; sony; soundcloud;
sourceforge; sourcehut srht; spotify; square squareup; squareenix finalfantasyxiv ffxiv; squarespace;
stackexchange; stackoverflow; starlingbank; steam steamguard; stockx; strapi; strava; stripe; substack;
sumup; supabase; surfshark; surveymonkey; suse; synology synologyaccount; tailscale; taobao; target;
teamcity; teamviewer; telegram; tesco; tesla; threema; thunderbird thundermail; tidal; tiktok;
todoist doist; toggl toggltrack; toptal; tplink tplinkid; tradingview; trakt; travisci; trello; tresorit; trezor; tripadvisor;
truenas; trustpilot; tryhackme; tumblr; tuta tutanota; twitch; typeform; typo3; uber;
ubiquiti unifi uiaccount ubiquitisso uicom; ubisoft uplay ubisoftconnect; ubuntu ubuntuone ubuntusso; udemy;
umami; unity unityid; unraid; unrealengine; upcloud; uphold; ups; uptimekuma; upwork; valve; vaultwarden;
venmo; vercel; verizon; viber; vimeo; vk vkontakte vkid; vmware vmwarecustomerconnect; vodafone;
vonage nexmo; vrchat; vultr; wasabi; wattpad; wazirx; webdotde webde; webflow; webmoney;
weightsandbiases weightsbiases wandb; wellsfargo; whatsapp; wikidotjs wikijs;
wikimediafoundation wikimedia mediawiki; wikipedia; wire; wireguard; wise transferwise; wix; woocommerce;
wordpress wordpressorg wordpresscom jetpack; wpengine; x twitter twittercom xcom; xero; xiaomi miaccount;
xing; yandexcloud; youtube; yunohost; zalando; zapier; zebpay; zerodha zerodhakite; zerotier; zhihu;
zoho zohomail zohoaccounts zohovault; zoom; zulip
`;
