/**
 * Well-known services, one a line, from public knowledge: `spelling, spelling… | domain host. host. domain …`.
 * Spellings are those of issuers in key URIs and phone apps; the first is the service's name. Hosts stand in order of
 * use at sign-in, and all belong to the service's owner alone: never a host that hands sub-domains to customers.
 *
 * Software that people run on hosts of their own, and services that sign in on a customer's host, are not here under
 * their common name: an issuer of that name says nothing about the host.
 *
 * - `example.com login. id.` names login.example.com, id.example.com, www.example.com and example.com;
 * - `=example.com login.` names login.example.com only, for a domain that does more than this;
 * - `example.com =example.com m.` names the same hosts as `example.com m.`, but example.com before m.example.com;
 * - `example.{com,co.uk}` stands for both domains, each with the hosts that follow;
 * - `*.login.` stands for any one label there, in a name space whose names the owner gives to itself (regions).
 *
 * One long text, because it is a table: nothing reads it before `services.ts` is first asked.
 */
export const SERVICES_TABLE = `
# Large owners
Google, Google Account, Google Accounts, Gmail, Google Workspace, G Suite, Google Cloud, Google Mail|google.com accounts. myaccount. mail. admin. console.cloud.
Microsoft, Microsoft account, Outlook, Outlook.com, Hotmail, Office 365, Microsoft 365, Azure, Azure AD, Microsoft Azure, Microsoft Entra ID, Microsoft Online, Xbox, Skype, OneDrive, Live.com|=live.com login. account. =microsoftonline.com login. microsoft.com account. mysignins. myaccount. myprofile. =windowsazure.com account.activedirectory.
Apple, Apple ID, Apple Account, iCloud|apple.com appleid. idmsa. account. icloud.com
Amazon, Amazon.com, Amazon.de, Amazon.co.uk, Amazon Prime|amazon.{com,co.uk,de,fr,it,es,nl,se,pl,ie,com.tr,ae,sa,eg,in,co.jp,sg,com.au,ca,com.mx,com.br,co.za} =amazon.{com,co.uk,de,fr,it,es,nl,se,pl,in,co.jp,com.au,ca,com.mx,com.br} sellercentral.
Amazon Web Services, AWS, AWS SSO, AWS Console, AWS IAM, AWS IAM Identity Center, Amazon AWS|=amazon.com signin.aws. console.aws. aws. *.signin.aws. *.console.aws. =signin.aws *.
Facebook, Facebook.com, Meta for Business|facebook.com =facebook.com m. mbasic. accountscenter. business.
Instagram, Instagram.com|instagram.com accountscenter.
Meta, Meta Quest, Oculus|meta.com auth. accountscenter. oculus.com auth. secure.
Yahoo, Yahoo Mail, Yahoo.com|yahoo.com login. account. mail. api.login.
Yahoo Japan|yahoo.co.jp login. account.edit. accounts.
AOL, AOL Mail|aol.com login. account. mail.
IBM, IBMid, IBM Cloud|ibm.com login. account. myibm. cloud. iam.cloud.
Oracle, Oracle Cloud, Oracle Cloud Infrastructure, OCI|oracle.com login. signon. profile. cloud.
Adobe, Adobe ID, Adobe Creative Cloud|adobe.com auth.services. account. =adobelogin.com adobeid-na1.services.
Samsung, Samsung Account|samsung.com account. v3.account. us.account.
Sony, PlayStation, PlayStation Network, PSN, Sony Entertainment Network|=sony.com my.account. ca.account. playstation.com id. store. =sonyentertainmentnetwork.com account. id.
Nintendo, Nintendo Account|nintendo.com accounts.
Huawei, HUAWEI ID|huawei.com id1.cloud. id5.cloud. id7.cloud. id8.cloud. huaweicloud.com auth. console.
Xiaomi, Mi Account|xiaomi.com account. mi.com account.
Salesforce, Salesforce.com|salesforce.com login. test.
SAP ID, SAP Universal ID|sap.com accounts. account. me.
Cisco, Cisco ID, Webex|cisco.com id. sso. webex.com idbroker. web.
Intel|intel.com consumer. login.
NVIDIA|nvidia.com login. profile. ngc.
HP, HP ID|hp.com account. login3.account. myaccount.account.
Dell, Dell Technologies|dell.com
Lenovo, Lenovo ID|lenovo.com passport. account.
VMware, VMware Customer Connect|vmware.com customerconnect. console.cloud.
Broadcom|broadcom.com access. support. login.
Red Hat|redhat.com sso. access. console.
Canonical, Ubuntu One, Ubuntu SSO, Ubuntu, Launchpad|ubuntu.com login. launchpad.net login.
Zoho, Zoho Mail, Zoho Accounts, Zoho Vault|zoho.{com,eu,in,com.au,jp} accounts. mail. vault.

# Developers
GitHub, GitHub.com|github.com
GitLab, GitLab.com|gitlab.com =gitlab.com customers.
Atlassian, Atlassian Account, Bitbucket, Bitbucket.org|atlassian.com id. admin. start. bitbucket.org
Trello|trello.com
Codeberg, Codeberg.org|codeberg.org
Gitea.com|gitea.com
SourceForge|sourceforge.net
sourcehut, sr.ht|sr.ht meta. git.
npm, npmjs, npmjs.com|npmjs.com
PyPI, PyPI.org|pypi.org
TestPyPI, test.pypi.org|=pypi.org test.
RubyGems, RubyGems.org|rubygems.org
Packagist|packagist.org
NuGet|nuget.org
crates.io|crates.io
Hex.pm|hex.pm
CPAN, PAUSE|=perl.org pause.
Docker, Docker Hub, Docker.com|docker.com login. app. hub. id. accounts.
JetBrains, JetBrains Account|jetbrains.com account. hub.
Postman|postman.com identity. =getpostman.com identity.
CircleCI|circleci.com app.
Travis CI|travis-ci.com app.
Buildkite|buildkite.com
Sentry, Sentry.io|sentry.io
Datadog|datadoghq.com app. datadoghq.eu app.
New Relic|newrelic.com login. one.
Grafana, Grafana Cloud, Grafana.com|grafana.com
PagerDuty|pagerduty.com identity. app.
Opsgenie|opsgenie.com app.
Rollbar|rollbar.com app.
Bugsnag|bugsnag.com app.
LogRocket|logrocket.com app.
Snyk|snyk.io app. id.
SonarCloud, SonarQube Cloud|sonarcloud.io
Codecov|codecov.io app.
Algolia|algolia.com dashboard.
Elastic, Elastic Cloud|elastic.co cloud. login.
MongoDB, MongoDB Atlas, MongoDB Cloud|mongodb.com account. cloud.
Redis, Redis Cloud|redis.io cloud. redis.com app.
Supabase|supabase.com app.
Neon|neon.tech console.
PlanetScale|planetscale.com app. auth.
Cockroach Labs, CockroachDB|cockroachlabs.cloud cockroachlabs.com
Twilio|twilio.com console. login.
SendGrid, Twilio SendGrid|sendgrid.com app. login.
Mailgun|mailgun.com app. login. signup.
Postmark|postmarkapp.com account.
Mailjet|mailjet.com app.
Brevo, Sendinblue|brevo.com app. login. account. sendinblue.com app. account.
Vonage, Nexmo|vonage.com dashboard. ui.idp. nexmo.com dashboard.
Plivo|plivo.com console. cx.
Stripe|stripe.com dashboard. access.
Strike|strike.me dashboard.
Braintree, Braintree Gateway|braintreegateway.com
Adyen|adyen.com authn-live. authn-test. ca-live. ca-test.
Paddle|paddle.com vendors. login.
Gumroad|gumroad.com app.
Lemon Squeezy|lemonsqueezy.com app. auth.
HashiCorp, HashiCorp Cloud Platform, HCP, Terraform Cloud, HCP Terraform|hashicorp.com portal.cloud. auth. terraform.io app.
Pulumi|pulumi.com app.
Replit|replit.com
CodeSandbox|codesandbox.io
Codecademy|codecademy.com
HackerOne|hackerone.com
Bugcrowd|bugcrowd.com
Intigriti|intigriti.com app. login.
Hack The Box, HTB|hackthebox.com account. app. academy. hackthebox.eu
TryHackMe|tryhackme.com
LeetCode|leetcode.com
Stack Overflow, Stack Exchange|stackoverflow.com stackexchange.com
Hugging Face|huggingface.co
OpenAI, ChatGPT|openai.com auth. auth0. platform. chatgpt.com
Anthropic, Claude|anthropic.com console. claude.ai
Weights & Biases, wandb|wandb.ai
Kaggle|kaggle.com
Figma|figma.com
Canva|canva.com
Miro|miro.com
Unity, Unity ID|unity.com id. cloud. login. =unity3d.com id.
Epic Games, Unreal Engine, Fortnite|epicgames.com store. fortnite.com unrealengine.com
LaunchDarkly|launchdarkly.com app.
Auth0|auth0.com manage. accounts.
Okta Developer, Okta.com|okta.com login. =okta.dev developer.
Duo, Duo Security|=duosecurity.com admin. duo.com
JumpCloud|jumpcloud.com console.
Clerk|clerk.com dashboard.
WorkOS|workos.com dashboard. signin.
Apache, Apache Software Foundation|apache.org id. selfserve. oauth.
Mozilla, Firefox, Firefox Accounts, Mozilla Accounts, Mozilla Account, Firefox Sync|firefox.com accounts. mozilla.org accounts.
Mozilla Add-ons, AMO|=mozilla.org addons.
Thunderbird, Thundermail|tb.pro accounts.
Fedora, Fedora Account, FAS|=fedoraproject.org accounts. id. admin.
Debian, Debian SSO, Salsa, salsa.debian.org|=debian.org salsa. sso.
Arch Linux|=archlinux.org accounts. aur. gitlab.
openSUSE, SUSE|=opensuse.org id. idp-portal. suse.com idp-portal. scc.
KDE, KDE Identity, KDE Invent|=kde.org identity. invent. my.
GNOME, GNOME GitLab|=gnome.org gitlab. identity.
Drupal.org|drupal.org git. id.
WordPress.org|=wordpress.org login. profiles.
Wikimedia, Wikipedia, MediaWiki|=wikimedia.org auth. meta. commons. wikipedia.org en. mediawiki.org
Internet Archive, Archive.org|archive.org
Framagit, Framasoft|framagit.org
Disroot|disroot.org user. cloud. webmail.

# Hosting, clouds, registrars, networks
Cloudflare, Cloudflare.com, dash.cloudflare.com|cloudflare.com dash. one.
DigitalOcean|digitalocean.com cloud. accounts.
Linode, Akamai Cloud, Linode Manager|linode.com login. cloud.
Akamai|akamai.com control.
Vultr|vultr.com my. console.
Hetzner, Hetzner Online, Hetzner Cloud, Hetzner Accounts|hetzner.com accounts. console. konsoleh. robot. =hetzner.cloud console. =your-server.de robot. konsoleh.
OVH, OVHcloud, OVH.com|ovh.com auth. ovhcloud.com manager. auth.
Scaleway, Online.net|scaleway.com console. account. online.net console.
Gandi, Gandi.net|gandi.net admin. id. account.
Infomaniak|infomaniak.com login. manager. ksuite. mail.
IONOS, 1&1 IONOS|ionos.{com,de,co.uk,fr,es,it,at} login. my.
STRATO|strato.de
netcup, netcup CCP, netcup SCP|netcup.de ccp. servercontrolpanel.de netcup.com
Contabo|contabo.com my. new. auth.
Namecheap|namecheap.com ap.www. ap.
GoDaddy|godaddy.com sso. account. dcc.
Porkbun|porkbun.com
Name.com|name.com
Dynadot|dynadot.com
Hover|hover.com
Enom|enom.com
Network Solutions|networksolutions.com
NameSilo|namesilo.com
Njalla|njal.la
EasyDNS|easydns.com cp.
DNSimple|dnsimple.com
Dynu|dynu.com
No-IP|noip.com my.
deSEC|desec.io
Internet.bs|internetbs.net
INWX|inwx.{com,de,at,ch,es}
united-domains|united-domains.de
Tucows, OpenSRS|opensrs.com manage. tucows.com
Register.com|register.com
Loopia|loopia.{com,se,no} customerzone.
one.com|one.com login.
Simply.com, UnoEuro|simply.com
TransIP|transip.{nl,eu,be}
Combell|combell.com my.
Hostinger, hPanel|hostinger.com auth. hpanel.
Bluehost|bluehost.com my.
HostGator|hostgator.com portal. gbclient.
DreamHost|dreamhost.com panel.
SiteGround|siteground.com login. my. tools. ua.
A2 Hosting|a2hosting.com my.
InMotion Hosting|inmotionhosting.com secure1.
Kinsta, MyKinsta|kinsta.com my.
WP Engine|wpengine.com my. identity.
Pantheon|pantheon.io dashboard.
Acquia|acquia.com cloud. accounts.
Platform.sh, Upsun|platform.sh console. auth.api. accounts. upsun.com console. auth.
Heroku, Heroku Dashboard|heroku.com id. dashboard.
Netlify|netlify.com app.
Vercel|vercel.com
Render|render.com dashboard.
Fly.io|fly.io
Railway|railway.com railway.app
Fastly|fastly.com manage.
bunny.net, BunnyCDN|bunny.net dash. panel.
KeyCDN|keycdn.com app.
UpCloud|upcloud.com hub. signup.
Exoscale|exoscale.com portal.
Civo|civo.com dashboard. auth.
Kamatera|kamatera.com console.
NearlyFreeSpeech.NET, NearlyFreeSpeech, NFSN|nearlyfreespeech.net members.
Backblaze|backblaze.com secure.
Wasabi|wasabi.com console.
rsync.net|rsync.net
Tailscale|tailscale.com login.
ZeroTier|zerotier.com my. central. accounts.
ngrok|ngrok.com dashboard.
Equinix, Equinix Metal, Packet|equinix.com console. metal. login.
Rackspace|rackspace.com login. manage.
Alibaba Cloud, Aliyun|alibabacloud.com account. signin. aliyun.com account. signin.
Tencent Cloud|=tencent.com cloud. console.cloud. tencentcloud.com console. account.
Yandex Cloud|yandex.cloud console. auth.
Selectel|selectel.ru my.
Timeweb, Timeweb Cloud|timeweb.com hosting. timeweb.cloud
REG.RU|reg.ru
nic.ru, RU-CENTER|nic.ru
Beget|beget.com cp.
Hurricane Electric, HE.net, dns.he.net|he.net dns. ipv6. tunnelbroker.net
RIPE NCC, RIPE NCC Access, RIPE|ripe.net access. my. apps. lirportal.
ARIN, ARIN Online|arin.net account.
APNIC|apnic.net my. login.
LACNIC|lacnic.net milacnic.
SSLMate|sslmate.com
DigiCert|digicert.com
Sectigo|sectigo.com secure.

# Mail and messaging
Proton, Proton Account, ProtonMail, ProtonVPN, Proton Pass, Proton Drive|proton.me account. mail. calendar. drive. pass. vpn. protonvpn.com account. protonmail.com account. mail.
Tuta, Tutanota|tuta.com app. mail. tutanota.com mail. app.
Fastmail|fastmail.com app. betaapp.
Mailbox.org|mailbox.org login. office. manage. app.
Posteo, Posteo.de|posteo.de
Runbox|runbox.com
StartMail|startmail.com app. mail.
Mailfence|mailfence.com
Hushmail|hushmail.com secure.
GMX|gmx.net login. auth. navigator. mein. gmx.com navigator-lxa.
WEB.DE|web.de login. navigator.
mail.com|mail.com navigator-lxa.
freenet, freenet.de|freenet.de webmail.
Telekom, Deutsche Telekom, T-Online|telekom.de accounts.login.idm. account.idm. t-online.de email. telekom.com
Mail.ru|mail.ru e. account. id. auth.
Yandex, Yandex ID, Yandex Passport|yandex.{ru,com,com.tr,kz,by} passport. id. mail.
Rambler|rambler.ru id. mail.
Seznam, Seznam.cz|seznam.cz login. profil. email.
Onet, Onet Konto|onet.pl konto. poczta.
Wirtualna Polska, WP Poczta, o2.pl|wp.pl profil. poczta. 1login. o2.pl poczta.
Interia|interia.pl poczta. konto.
Libero|libero.it login. mail.
Aruba, Aruba.it, Aruba PEC|aruba.it managehosting. admin. webmail. =pec.it webmail. gestionemail.
Orange.fr|orange.fr login. id. messagerie.
SFR|sfr.fr
Free Mobile|=free.fr mobile.
LaPoste, laposte.net|laposte.net compte. laposte.fr moncompte.
Naver|naver.com nid. mail.
Kakao, Kakao Account|kakao.com accounts.
Migadu|migadu.com admin. webmail.
Purelymail|purelymail.com
Forward Email|forwardemail.net
SimpleLogin|simplelogin.io app.
addy.io, AnonAddy|addy.io app. anonaddy.com app.
Mailchimp|mailchimp.com login. admin. us1.admin. *.admin.
Constant Contact|constantcontact.com login.
HubSpot|hubspot.com app. app-eu1.
ActiveCampaign|activecampaign.com
Klaviyo|klaviyo.com
ConvertKit|convertkit.com app. kit.com app.
MailerLite|mailerlite.com dashboard. accounts.
Slack|slack.com app. my.
Zoom|zoom.us us02web. us04web. us05web. us06web. zoom.com
Element, Matrix.org|matrix.org account. element.io app. account.
Wire|wire.com app. account. teams.
Threema|threema.ch work. shop. broadcast.
Line|line.me access. account. =line.biz account. manager.
Viber|viber.com account.
Intercom|intercom.com app. =intercom.io app.
Frontapp|frontapp.com app. front.com
Help Scout|helpscout.com secure. =helpscout.net secure.
Crisp|crisp.chat app.
LiveChat|livechat.com accounts. my. =livechatinc.com accounts. my.

# Social and media
X, Twitter, Twitter.com, X.com|x.com =x.com mobile. pro. twitter.com mobile.
LinkedIn|linkedin.com
TikTok|tiktok.com
Snapchat|snapchat.com accounts. web.
Pinterest|pinterest.com
Reddit, Reddit.com|reddit.com =reddit.com old. new. accounts.
Discord, Discord.com|discord.com =discord.com ptb. canary. discordapp.com
Twitch|twitch.tv id. passport. m. dashboard.
Kick|kick.com
Rumble|rumble.com
Tumblr|tumblr.com
Patreon|patreon.com
Quora|quora.com
Medium|medium.com
Substack|substack.com
Ko-fi|ko-fi.com
Buy Me a Coffee|buymeacoffee.com studio. auth.
Liberapay|liberapay.com
Open Collective|opencollective.com
Kickstarter|kickstarter.com
Indiegogo|indiegogo.com
GoFundMe|gofundme.com
OnlyFans|onlyfans.com
Fansly|fansly.com
Chaturbate|chaturbate.com
Pornhub|pornhub.com
Flickr|flickr.com identity.
500px|500px.com
Imgur|imgur.com
Vimeo|vimeo.com
Dailymotion|dailymotion.com
DeviantArt|deviantart.com
ArtStation|artstation.com
SoundCloud|soundcloud.com secure.
Bandcamp|bandcamp.com
Last.fm|last.fm
Goodreads|goodreads.com
Meetup|meetup.com secure.
Eventbrite|eventbrite.com
VK, VKontakte, VK ID|vk.com id. login. m. vk.ru id. login. m.
Odnoklassniki, OK.ru|ok.ru
Habr|habr.com account.
LiveJournal|livejournal.com
Weibo|weibo.com passport.
Bilibili|bilibili.com passport. account.
Zhihu|zhihu.com
Xing|xing.com login.
Bluesky|bsky.app bsky.social
mastodon.social|mastodon.social
mastodon.online|mastodon.online
mstdn.social|mstdn.social
mas.to|mas.to
Fosstodon|fosstodon.org
Hachyderm|hachyderm.io
infosec.exchange|infosec.exchange
chaos.social|chaos.social
mastodon.world|mastodon.world
techhub.social|techhub.social
pixelfed.social|pixelfed.social
lemmy.world|lemmy.world
diasp.org|diasp.org
Pawoo|pawoo.net
Gab|gab.com
Minds|minds.com
Truth Social|truthsocial.com
Locals|locals.com
Gravatar|gravatar.com
WordPress.com, Jetpack|wordpress.com public-api.
Automattic|automattic.com
Wix|wix.com users. manage.
Squarespace|squarespace.com login. account.
Weebly|weebly.com
Webflow|webflow.com
Ghost|ghost.org account.
Tilda|tilda.cc
Bitly|bitly.com app. bit.ly
Linktree|linktr.ee auth.
Hootsuite|hootsuite.com
Buffer|buffer.com login. account. publish.
Sprout Social|sproutsocial.com app.
IFTTT|ifttt.com
Zapier|zapier.com
Make.com, Integromat|make.com eu1. eu2. us1. us2.
Disqus|disqus.com

# Games
Steam, Steam Guard, Valve|steampowered.com store. login. help. checkout. steamcommunity.com
Battle.net, Blizzard, Blizzard Entertainment|=battle.net account. us.account. eu.account. kr.account. us. eu. kr. blizzard.com account.
Electronic Arts, EA, EA Account|ea.com signin. myaccount. accounts.
Ubisoft, Uplay, Ubisoft Connect|ubisoft.com connect. account. store. =ubi.com account.
Riot Games, League of Legends|riotgames.com auth. authenticate. account.
Rockstar Games, Rockstar Games Social Club|rockstargames.com signin. socialclub.
GOG, GOG.com|gog.com login.
itch.io|itch.io
Humble Bundle|humblebundle.com
Roblox|roblox.com auth. create.
Minecraft|minecraft.net
Mojang|mojang.com account.
Guild Wars 2, ArenaNet, ArenaNet Account|arena.net account. guildwars2.com account.
Final Fantasy XIV, Square Enix, FFXIV|square-enix.com secure. square-enix-games.com finalfantasyxiv.com na. eu. jp. fr. de.
Elder Scrolls Online, ZeniMax|elderscrollsonline.com account.
Bethesda, Bethesda.net|bethesda.net
Wargaming, World of Tanks, Wargaming.net|wargaming.net na. eu. asia.
Lesta Games|lesta.ru
Star Citizen, Roberts Space Industries, RSI|robertsspaceindustries.com
EVE Online, CCP Games|eveonline.com login. secure.
Warframe, Digital Extremes|warframe.com
Path of Exile, Grinding Gear Games|pathofexile.com
RuneScape, Jagex, Old School RuneScape|jagex.com account. secure. runescape.com secure. account.
NCSoft|ncsoft.com login. plaync.com login.
Nexon|nexon.com login.
Gaijin, Gaijin.net, War Thunder|gaijin.net login. store. warthunder.com
Faceit|faceit.com accounts.
ESEA|=esea.net play.
Nexus Mods|nexusmods.com users.
CurseForge, Curse, Overwolf|curseforge.com authors. legacy. overwolf.com accounts.
Modrinth|modrinth.com
Chess.com|chess.com
Lichess, lichess.org|lichess.org
PokerStars|pokerstars.{com,eu,uk}
Garena|garena.com account. sso.
Krafton, PUBG|krafton.com accounts. pubg.com accounts.
Bungie, Bungie.net|bungie.net
Activision, Call of Duty|activision.com s. profile. callofduty.com profile.
HoYoverse, miHoYo|hoyoverse.com account.
Take-Two, 2K|2k.com portal. accounts.
Bohemia Interactive|bohemia.net account.
Paradox Interactive|paradoxinteractive.com accounts. paradoxplaza.com accounts.
G2A|g2a.com id.
Kinguin|kinguin.net
Green Man Gaming|greenmangaming.com
Fanatical|fanatical.com
DMarket|dmarket.com
Skinport|skinport.com
Backpack.tf|backpack.tf next.
Second Life, Linden Lab|secondlife.com id. accounts.
VRChat|vrchat.com
Razer, Razer ID|razer.com razerid. account. id.
Logitech, Logi|logi.com id. accounts. logitech.com
Corsair|corsair.com

# Money: payment, banks, brokers
PayPal, PayPal.com|paypal.com
Wise, TransferWise|wise.com transferwise.com
Revolut|revolut.com app. business. sso.
Payoneer|payoneer.com login. myaccount. payouts.
Skrill|skrill.com account.
NETELLER|neteller.com member. account.
Square, Squareup|squareup.com app.
Cash App|cash.app
Venmo|venmo.com account. id.
Klarna|klarna.com app. login. portal.
Mollie|mollie.com my.
GoCardless|gocardless.com manage.
SumUp|sumup.com me. auth.
Xero|xero.com login. go. my. identity.
Intuit, QuickBooks, TurboTax|intuit.com accounts. account. quickbooks. qbo. turbotax. myturbotax.
FreshBooks|freshbooks.com my. auth.
Wave Apps|waveapps.com my. next.
Gusto|gusto.com app. login.
ADP|adp.com online. my. signin. workforcenow.
Paychex|paychex.com myapps. login.
Rippling|rippling.com app.
Deel|deel.com app. letsdeel.com app.
Bill.com, BILL|bill.com app. login. app01.us.
Expensify|expensify.com new.
Brex|brex.com dashboard. accounts.
Ramp|ramp.com app.
Mercury|mercury.com app. demo.
Relay Financial|relayfi.com app.
Plaid|plaid.com dashboard. my.
Robinhood|robinhood.com
Fidelity, Fidelity Investments|fidelity.com digital. login. nb.
Charles Schwab, Schwab|schwab.com client. lms.
Vanguard|vanguard.com investor. logon. personal1.
E*TRADE|etrade.com us.
Interactive Brokers, IBKR|interactivebrokers.com gdcdyn. ndcdyn. interactivebrokers.co.uk interactivebrokers.ie ibkr.com portal.
Webull|webull.com app.
Public.com|public.com
M1 Finance|m1.com dashboard. m1finance.com dashboard.
Betterment|betterment.com wwws. app.
Wealthfront|wealthfront.com
Wealthsimple|wealthsimple.com my.
Questrade|questrade.com login. my.
SoFi|sofi.com login.
Acorns|acorns.com app.
Tastytrade, tastyworks|tastytrade.com my. trade. tastyworks.com trade. manage.
TradeStation|tradestation.com signin. clientcenter.
TradingView|tradingview.com
Trading 212|trading212.com app. live.
eToro|etoro.com
DEGIRO|degiro.{nl,com,de,eu,fr,it,es,ie,pl,pt,ch,co.uk} trader.
Scalable Capital|scalable.capital de.
flatexDEGIRO, flatex|flatex.de konto.
comdirect|comdirect.de kunde.
Saxo, Saxo Bank, SaxoTraderGO|saxobank.com saxotrader.com home.saxo
Swissquote|swissquote.com trade. swissquote.ch trade.
XTB|xtb.com xstation5.
IG Markets|ig.com
OANDA|oanda.com hub. fxtrade. trade.
Plus500|plus500.com app.
Freedom24, Freedom Finance|freedom24.com
Zerodha, Zerodha Kite|zerodha.com kite. console. coin.
Upstox|upstox.com login. pro. account.
Angel One, Angel Broking, SmartAPI|angelone.in trade. smartapi. angelbroking.com smartapi.
Groww|groww.in
Dhan|dhan.co web. login. auth.
FYERS|fyers.in login. trade. myaccount.
5paisa|5paisa.com login. xstream.
Kotak Neo, Kotak Securities|kotaksecurities.com ntrade. neo.
Shoonya, Finvasia|shoonya.com trade.
Alice Blue|aliceblueonline.com ant. a3.
Bank of America|bankofamerica.com secure.
Chase, JPMorgan Chase|chase.com secure. secure01ea.
Wells Fargo|wellsfargo.com connect.secure.
Capital One|capitalone.com verified. myaccounts.
Citi, Citibank|citi.com online.
American Express, Amex|americanexpress.com global.
Discover Card, Discover Bank|discover.com portal. card.
Navy Federal, Navy Federal Credit Union|navyfederal.org my.
USAA|usaa.com
Alliant Credit Union|alliantcreditunion.com
First Tech Federal Credit Union|firsttechfed.com banking.
HSBC|hsbc.{com,co.uk}
Barclays|barclays.co.uk bank.
Lloyds Bank|lloydsbank.com secure. online. lloydsbank.co.uk secure. online.
Monzo|monzo.com web.
Starling Bank|starlingbank.com app. business.
N26|n26.com app.
bunq|bunq.com web.
Qonto|qonto.com app.
Deutsche Bank|deutsche-bank.de meine.
Commerzbank|commerzbank.de kunden.
DKB, Deutsche Kreditbank|dkb.de banking.
BNP Paribas|=bnpparibas.net mabanque.
Boursorama, BoursoBank|boursorama.com clients. boursobank.com clients.
Santander UK|santander.co.uk retail.
PostFinance|postfinance.ch
Nubank|nubank.com.br app.
Mercado Libre, Mercado Pago, Mercado Livre|mercadolibre.{com,com.ar,com.mx,com.co,com.uy,com.pe,cl} mercadolivre.com.br mercadopago.{com,com.ar,com.br,com.mx}
Tinkoff, T-Bank|tinkoff.ru id. tbank.ru id.
Sberbank, SberID|sberbank.ru online. id. sber.ru id.
YooMoney, Yandex Money|yoomoney.ru
WebMoney|webmoney.ru login. =web.money login.
Payeer|payeer.com
AdvCash, Volet|advcash.com wallet. volet.com account.
Papara|papara.com app.
Monobank|monobank.ua web.
PrivatBank, Privat24|privatbank.ua next. privat24.ua next.

# Crypto
Coinbase, Coinbase.com, Coinbase Pro, GDAX, Coinbase Commerce|coinbase.com login. accounts. pro. exchange. prime. commerce. beta.
Binance, Binance.com|binance.com accounts.
Binance.US|binance.us accounts.
Kraken, Kraken.com, Kraken Pro|kraken.com pro. futures. id.
Bitfinex|bitfinex.com trading. setting.
Bitstamp|bitstamp.net
Gemini|gemini.com exchange.
KuCoin|kucoin.com =kucoin.com futures.
OKX, OKEx|okx.com my. okex.com
Bybit|bybit.com bybit.eu
Bitget|bitget.com
MEXC|mexc.com =mexc.com futures.
HTX, Huobi, Huobi Global|htx.com huobi.com
Gate.io|gate.io gate.com
Crypto.com, Crypto.com Exchange|crypto.com auth.
Poloniex|poloniex.com
BitMEX|bitmex.com
BitMart|bitmart.com
LBank|lbank.com
CoinEx|coinex.com
HitBTC|hitbtc.com
EXMO|exmo.com
CEX.IO|cex.io trade. auth.
Bitpanda|bitpanda.com account. web.
Bitvavo|bitvavo.com account.
bitFlyer|bitflyer.com
Coincheck|coincheck.com
Bithumb|bithumb.com
Upbit|upbit.com
WazirX|wazirx.com
CoinDCX|coindcx.com
CoinSwitch|coinswitch.co
ZebPay|zebpay.com
Bitso|bitso.com
Mercado Bitcoin|mercadobitcoin.com.br
Ripio|ripio.com app. auth.
Buda.com, Buda|buda.com
BtcTurk|btcturk.com pro. kripto.
Paribu|paribu.com
Luno|luno.com
VALR|valr.com
Independent Reserve|independentreserve.com
BTC Markets|btcmarkets.net app.
CoinSpot|coinspot.com.au
Swyftx|swyftx.com trade. app. =swyftx.com.au trade. app.
CoinJar|coinjar.com exchange. trade.
Bitcoin.de|bitcoin.de
BSDEX|bsdex.de app.
Relai|relai.app
Coinmotion|coinmotion.com app.
Paymium|paymium.com
Coinhouse|coinhouse.com app.
WhiteBIT|whitebit.com
Kuna|kuna.io
Hodl Hodl|hodlhodl.com
Phemex|phemex.com
Deribit|deribit.com
Nexo|nexo.com platform. =nexo.io platform.
Ledn|ledn.io platform. app.
River|river.com app.
Swan Bitcoin|swanbitcoin.com app.
Uphold|uphold.com wallet.
BitPay|bitpay.com
Blockchain.com, Blockchain, Blockchain Wallet|blockchain.com login. exchange. blockchain.info
ShapeShift|shapeshift.com app. auth.
NiceHash|nicehash.com
SlushPool, Braiins Pool, Braiins|braiins.com pool. slushpool.com
F2Pool|f2pool.com
CoinTracking|cointracking.info
Koinly|koinly.io app.
CoinTracker|cointracker.io
CoinMarketCap|coinmarketcap.com accounts.
CoinPayments|coinpayments.net
NOWPayments|nowpayments.io account.
Changelly|changelly.com pro.
SimpleSwap|simpleswap.io
Ledger|ledger.com shop.
Trezor|trezor.io account.
AscendEX, BitMax|ascendex.com
ProBit|probit.com
Bitrue|bitrue.com
BingX|bingx.com
XT.com|xt.com
Backpack Exchange, Backpack|backpack.exchange
dYdX|dydx.exchange dydx.xyz

# Shops, travel, home
eBay|ebay.{com,co.uk,de,fr,it,es,ca,com.au,at,ch,nl,pl,ie} signin. accounts.
Etsy|etsy.com
Shopify|shopify.com accounts. admin. partners.
AliExpress|aliexpress.com login.
Alibaba|alibaba.com login. passport.
Taobao|taobao.com login.
JD.com|jd.com passport.
Rakuten|rakuten.co.jp login.account. rakuten.com login.account.
Walmart|walmart.com
Target|target.com
Best Buy|bestbuy.com
Newegg|newegg.com secure.
Home Depot, The Home Depot|homedepot.com
Zalando|zalando.{de,com,co.uk,fr,it,nl,pl,at,ch} accounts.
Allegro, Allegro.pl|allegro.pl
OLX|olx.{pl,ua,pt,ro} login.
Trendyol|trendyol.com partner.
Hepsiburada|hepsiburada.com giris.
Ozon|ozon.ru seller.
Wildberries|wildberries.ru seller.
Avito|avito.ru
Shopee|shopee.{sg,com.my,ph,co.id,vn,com.br,co.th,tw} seller.
Lazada|lazada.{sg,com.my,com.ph,co.id,vn,co.th} member.
Flipkart|flipkart.com seller.
Coupang|coupang.com login.
Bol, bol.com|bol.com login.
Digitec, Galaxus, Digitec Galaxus|digitec.ch id. galaxus.{ch,de} id.
Ricardo|ricardo.ch auth.
Fiverr|fiverr.com
Upwork|upwork.com
Freelancer|freelancer.com
Toptal|toptal.com
Envato, ThemeForest|envato.com account. elements. themeforest.net codecanyon.net
Shutterstock|shutterstock.com accounts. submit.
Redbubble|redbubble.com
Reverb|reverb.com
Discogs|discogs.com
StockX|stockx.com accounts.
Airbnb|airbnb.com
Booking.com|booking.com account. secure. admin.
Expedia|expedia.com
Uber|uber.com auth. account.
Lyft|lyft.com account.
Tesla|tesla.com auth. accounts.
Ring|ring.com account.
Arlo|arlo.com my.
Home Assistant Cloud, Nabu Casa|nabucasa.com account. cloud.
Ubiquiti, UniFi, UI Account, Ubiquiti SSO, UI.com|ui.com account. unifi. store. ubnt.com account. sso.
Synology Account|synology.com account.
QNAP ID|qnap.com account.
TP-Link, TP-Link ID|tp-link.com
MikroTik.com|mikrotik.com
Netgear|netgear.com accounts. accounts2. my.
Garmin|garmin.com sso. connect.
Fitbit|fitbit.com accounts.
Strava|strava.com
Withings|withings.com account.
Sonos|sonos.com login. account.
Spotify|spotify.com accounts.
Netflix|netflix.com
Hulu|hulu.com auth. secure.
Plex, Plex.tv|plex.tv app.
Philips Hue|meethue.com account.
DHL|dhl.{com,de}
UPS|ups.com
FedEx|fedex.com
Deutsche Bahn|bahn.de accounts.
Comcast, Xfinity|xfinity.com login. identity. customer.
AT&T|att.com signin.
Verizon|verizon.com secure.
Swisscom|swisscom.ch login.

# Passwords, privacy, VPN, files, work
1Password|1password.{com,eu,ca} my. start.
Bitwarden|bitwarden.com vault. =bitwarden.eu vault.
LastPass|lastpass.com admin.
Dashlane|dashlane.com app. console.
Keeper Security, Keeper|keepersecurity.{com,eu,com.au}
NordPass|nordpass.com app.
NordVPN, Nord Account|nordaccount.com my. login. nordvpn.com ucp.
RoboForm|roboform.com online.
Enpass|enpass.io
Passbolt Cloud|passbolt.com cloud.
Padloc|padloc.app web.
Authy|authy.com dashboard.
ExpressVPN|expressvpn.com
Surfshark|surfshark.com my. account.
CyberGhost|cyberghostvpn.com account.
Private Internet Access, PIA|privateinternetaccess.com
IVPN|ivpn.net
Windscribe|windscribe.com
TorGuard|torguard.net
AirVPN|airvpn.org
AdGuard|adguard.com my. auth. adguardaccount.com auth. adguard-dns.io
NextDNS|nextdns.io my.
Control D|controld.com
Malwarebytes|malwarebytes.com my. cloud.
Bitdefender|bitdefender.com login. central.
Kaspersky, My Kaspersky|kaspersky.com my.
ESET|eset.com login. home.
Norton, NortonLifeLock|norton.com my. login. us.
McAfee|mcafee.com home.
Avast|avast.com my. id.
Sophos Central, Sophos ID|sophos.com central. cloud. id.
Dropbox, Dropbox.com|dropbox.com
Dropbox Sign, HelloSign|hellosign.com app.
Box, Box.com|box.com account. app.
MEGA, MEGA.nz|mega.nz mega.io mega.app
pCloud|pcloud.com my. e. u.
Sync.com|sync.com cp.
Tresorit|tresorit.com web. admin.
Filen|filen.io app. drive.
Internxt|internxt.com drive.
Icedrive|icedrive.net
Koofr|=koofr.net app. koofr.eu app.
IDrive|idrive.com
Carbonite|carbonite.com account.
Arq Backup|arqbackup.com
MediaFire|mediafire.com app.
Evernote|evernote.com accounts.
Notion|notion.so notion.com
Standard Notes|standardnotes.com app.
Todoist, Doist|todoist.com app.
Toggl, Toggl Track|toggl.com accounts. track.
ClickUp|clickup.com app.
Asana|asana.com app.
monday.com|monday.com auth.
Basecamp, HEY, 37signals|basecamp.com launchpad. =37signals.com launchpad. id. hey.com app.
Airtable|airtable.com
Coda|coda.io
Wrike|wrike.com login.
Smartsheet|smartsheet.com app.
Linear|linear.app
Calendly|calendly.com
DocuSign|docusign.com account. apps. docusign.net account.
Typeform|typeform.com admin. auth.
SurveyMonkey|surveymonkey.com
Tableau, Tableau Cloud|tableau.com sso.
Snowflake|snowflake.com app. signup.
Databricks|databricks.com accounts.cloud. login.
Grammarly|grammarly.com account. app.
DeepL|deepl.com
Bluebeam|bluebeam.com studio.
Autodesk, Autodesk Account|autodesk.com accounts. manage. signin. profile.
Onshape|onshape.com cad.
TeamViewer|teamviewer.com login. account. web.
AnyDesk|anydesk.com my.
LogMeIn, GoTo|logmein.com accounts. secure. goto.com authentication. myaccount. =logmeininc.com authentication.
Splashtop|splashtop.com my. splashtop.eu my.
RustDesk|rustdesk.com admin.
Parsec|parsec.app dash.
Personio|personio.de login. personio.com login.
DATEV|datev.de login.
lexoffice, Lexware|lexoffice.de app. lexware.de app.
sevDesk|sevdesk.de my.
Bexio|bexio.com office. idp. auth.
Odoo.com|odoo.com accounts.
Frappe Cloud|frappecloud.com

# Government, education, health
Login.gov|login.gov secure.
ID.me|id.me api. account. wallet.
IRS|irs.gov sa.www4.
Social Security Administration, SSA, my Social Security|ssa.gov secure.
TreasuryDirect|treasurydirect.gov
VA.gov|va.gov eauth.
GOV.UK One Login, GOV.UK Account|account.gov.uk signin. home.
HMRC, Government Gateway|tax.service.gov.uk
myGov, myGov Australia|my.gov.au login.
Canada Revenue Agency, CRA|cra-arc.gc.ca apps8.
RealMe|realme.govt.nz login.
BundID|=bund.de id.
ELSTER|elster.de
EU Login, ECAS, European Commission|=europa.eu ecas.ec. webgate.ec.
FranceConnect|=franceconnect.gouv.fr app.
Service-Public.fr|service-public.fr service-public.gouv.fr
impots.gouv.fr|impots.gouv.fr cfspart.
DigiD|digid.nl mijn.
itsme|itsme-id.com my.
Gosuslugi, Gosuslugi.ru, ESIA|gosuslugi.ru esia. lk.
e-Devlet|turkiye.gov.tr giris.
gov.br|=acesso.gov.br sso. contas.
Diia, id.gov.ua|id.gov.ua
SingPass|singpass.gov.sg app.
ORCID|orcid.org
Coursera|coursera.org
edX|edx.org authn. account. courses.
Udemy|udemy.com
Khan Academy|khanacademy.org
Duolingo|duolingo.com
MoodleCloud|moodlecloud.com
Overleaf|overleaf.com
Elsevier|elsevier.com id.
Springer Nature|springernature.com idp.
ACM|acm.org idp.
Mendeley|mendeley.com
ResearchGate|researchgate.net
SWITCH edu-ID|edu-id.ch login.
eduID.se, eduID|=eduid.se dashboard. login.
CERN|=cern.ch auth. users-portal. home.
Harvard University, HarvardKey|=harvard.edu key. login.
Stanford University|=stanford.edu login. accounts.
University of Cambridge|=cam.ac.uk raven. password.
ETH Zürich|ethz.ch password.
`;
